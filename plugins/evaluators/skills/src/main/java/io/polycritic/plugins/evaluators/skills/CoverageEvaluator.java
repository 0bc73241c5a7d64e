package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.tensor.RandomStream;
import java.util.BitSet;
import java.util.List;

/** The part of {@link SkillCoverage}. */
final class CoverageEvaluator extends StatelessEvaluator {
    private final SkillTrials trials;
    private final Grid grid;
    private final int at;
    private final RandomStream random;

    CoverageEvaluator(SkillTrials trials, Grid grid, int at, RandomStream random) {
        this.trials = trials;
        this.grid = grid;
        this.at = at;
        this.random = random;
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        BitSet visited = new BitSet();
        trials.run(subject, random, new SkillTrials.Watcher() {
            @Override
            public void begin(int skill, int reset, float[] observations, int offset) {
                visit(observations, offset);
            }

            @Override
            public void step(int skill, int reset, float[] observation, float[] signals) {
                visit(observation, 0);
            }

            private void visit(float[] observations, int offset) {
                int cell = grid.cell(observations[offset + at], observations[offset + at + 1]);
                if (cell >= 0) {
                    visited.set(cell);
                }
            }
        });
        double share = visited.cardinality() / (double) (grid.cells() * grid.cells());
        return List.of(new Measure("coverage", "", Measure.Better.HIGHER, share));
    }
}
