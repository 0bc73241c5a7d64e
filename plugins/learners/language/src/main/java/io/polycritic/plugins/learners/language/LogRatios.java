package io.polycritic.plugins.learners.language;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.language.LanguageModel;
import io.polycritic.language.Text;
import io.polycritic.language.TextSpace;
import io.polycritic.rl.ProgramObjective;

/** The loss of a policy whose log-ratios to another one shall be given numbers, on responses that were picked. */
final class LogRatios implements AutoCloseable {
    private static final String TEXT = "text";
    private static final String BEFORE = "before";
    private static final String TARGET = "target";

    private final Program program;
    private final ProgramObjective objective;
    private final float[] prompts;
    private final float[] responses;
    private final float[] before;
    private final float[] target;

    LogRatios(Compute compute, LanguageModel model, TextSpace space, int rows) {
        Node logs = LanguageModel.ofSequence(model.logProbabilities(Text.input(TEXT, rows, space)));
        Node loss = loss(logs, Graphs.input(BEFORE, rows), Graphs.input(TARGET, rows));
        this.program =
                compute.compile(new Computation().output("loss", loss).gradient("gradient", loss, model.parameters()));
        this.objective = new ProgramObjective("preference", program, "loss", "gradient");
        this.prompts = new float[rows * space.prompt()];
        this.responses = new float[rows * space.response()];
        this.before = new float[rows];
        this.target = new float[rows];
    }

    /**
     * mean((log pi(y) - log pi_t(y) - s / beta)^2).
     *
     * @param logs log pi(y) [M]
     * @param before log pi_t(y) [M]
     * @param target s / beta [M]
     * @return a scalar
     */
    static Node loss(Node logs, Node before, Node target) {
        return Reduce.mean(Elementwise.square(Elementwise.subtract(Elementwise.subtract(logs, before), target)));
    }

    /**
     * Takes picked responses.
     *
     * @param sets prompts and responses [G, K]
     * @param comparing which are picked, and how each compares
     * @param logs log pi_t of each response [G, K]
     * @param beta what comparisons are divided by
     */
    void take(Batch sets, Comparing comparing, float[] logs, double beta) {
        int[] picked = comparing.picked();
        int p = prompts.length / picked.length;
        int r = responses.length / picked.length;
        for (int row = 0; row < picked.length; row++) {
            System.arraycopy(sets.numbers(TextSpace.PROMPT), picked[row] * p, prompts, row * p, p);
            System.arraycopy(sets.numbers(TextSpace.RESPONSE), picked[row] * r, responses, row * r, r);
            before[row] = logs[picked[row]];
            target[row] = (float) (comparing.means()[picked[row]] / beta);
        }
        Text.set(program, TEXT, prompts, responses);
        program.set(BEFORE, before, 0);
        program.set(TARGET, target, 0);
    }

    /** What a gradient step evaluates. */
    ProgramObjective objective() {
        return objective;
    }

    @Override
    public void close() {
        program.close();
    }
}
