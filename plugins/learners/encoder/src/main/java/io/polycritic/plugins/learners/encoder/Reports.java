package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.tensor.Program;
import java.util.ArrayList;
import java.util.List;

/** The numbers that a learner reports of a step: {@code loss}, and {@code <critic>.<name>} of each critic. */
final class Reports {
    private final float[] squares;
    private final float[] rows;
    private final List<Line> lines = new ArrayList<>();

    /** An output of one number and the name that it is reported by. */
    private record Line(String output, String name) {}

    Reports(Step step, float[] squares) {
        this.squares = squares;
        this.rows = new float[squares.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row % (rows.length / step.views());
        }
        lines.add(new Line(Step.LOSS, "loss"));
        for (int k = 0; k < step.terms().size(); k++) {
            Term term = step.terms().get(k);
            String critic = term.slot().name();
            if (term.counts()) {
                lines.add(new Line(Step.LOSS + k, critic + ".loss"));
            }
            for (String name : term.metrics().keySet()) {
                lines.add(new Line(Step.metric(k, name), critic + "." + name));
            }
        }
    }

    /** Room for the squared lengths of all embeddings. */
    float[] squares() {
        return squares;
    }

    /** The place of each row's item in the batch, where the environment does not name items. */
    float[] rows() {
        return rows;
    }

    void report(Program program, Metrics metrics) {
        for (int i = 0; i < lines.size(); i++) {
            metrics.record(lines.get(i).name, program.scalar(lines.get(i).output));
        }
    }
}
