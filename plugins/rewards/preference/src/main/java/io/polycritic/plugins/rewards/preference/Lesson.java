package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.preference.Comparisons;
import io.polycritic.rl.ProgramObjective;

/** The loss of a network on so many comparisons, and its gradient. */
final class Lesson implements AutoCloseable {
    private final RowFields fields;
    private final int rows;
    private final Program program;

    Lesson(Compute compute, PreferenceNetwork network, RowFields fields, ComparisonLoss loss, int rows) {
        this.fields = fields;
        this.rows = rows;
        this.program = compute.compile(computation(network, fields, loss, rows));
    }

    private static Computation computation(PreferenceNetwork network, RowFields fields, ComparisonLoss loss, int rows) {
        Node prompt = fields.promptInput(rows);
        Node first = fields.responseInput(Comparisons.FIRST, rows);
        Node second = fields.responseInput(Comparisons.SECOND, rows);
        Node preferred = Graphs.input(Comparisons.PREFERRED, rows);
        Node logits = network.logits(prompt, first, second);
        Node error = loss.of(logits, preferred);
        if (network.bothOrders()) {
            Node other = Elementwise.subtract(Graphs.constant(1f), preferred);
            Node turned = loss.of(network.logits(prompt, second, first), other);
            error = Elementwise.scale(Elementwise.add(error, turned), 0.5f);
        }
        Node wrong = Elementwise.abs(Elementwise.subtract(Elementwise.step(logits), preferred));
        return new Computation()
                .output("loss", error)
                .output("wrong", Reduce.mean(Shaping.reshape(wrong, rows)))
                .gradient("gradient", error, network.parameters());
    }

    int rows() {
        return rows;
    }

    /** Sets the comparisons; what a gradient step evaluates from now on. */
    ProgramObjective of(Batch batch, String name) {
        if (fields.prompt() != null) {
            program.set(Comparisons.PROMPT, batch.numbers(Comparisons.PROMPT), 0);
        }
        program.set(Comparisons.FIRST, batch.numbers(Comparisons.FIRST), 0);
        program.set(Comparisons.SECOND, batch.numbers(Comparisons.SECOND), 0);
        program.set(Comparisons.PREFERRED, batch.numbers(Comparisons.PREFERRED), 0);
        return new ProgramObjective(name, program, "loss", "gradient");
    }

    /** The share of labels that the network agreed with when it was last evaluated. */
    double accuracy() {
        return 1 - program.scalar("wrong");
    }

    @Override
    public void close() {
        program.close();
    }
}
