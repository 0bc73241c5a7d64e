package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.Program;
import java.util.stream.IntStream;

/**
 * The critics' losses on a held batch, one objective each, with respect to one parameter vector. An embedding of only
 * zeros has no direction, so none is compared: it is refused before anything is changed by it.
 */
final class ViewObjectives implements Objectives {
    private final Step step;
    private final int[] counting;
    private final String gradient;
    private final float[] squares;
    private final float[] ids;
    private boolean computed;

    /** Objectives whose gradient of the sum is the output of a name; {@code ids} are the items of the held batch. */
    ViewObjectives(Step step, String gradient, float[] squares, float[] ids) {
        this.step = step;
        this.gradient = gradient;
        this.squares = squares;
        this.ids = ids;
        this.counting = IntStream.range(0, step.terms().size())
                .filter(k -> step.terms().get(k).counts())
                .toArray();
    }

    /** Says that the program has computed all gradients of the held batch, so that the first question needs no run. */
    ViewObjectives computed() {
        computed = true;
        return this;
    }

    @Override
    public int count() {
        return counting.length;
    }

    @Override
    public String name(int index) {
        return step.terms().get(counting[index]).slot().name();
    }

    @Override
    public double weight(int index) {
        return step.terms().get(counting[index]).slot().weight();
    }

    @Override
    public double evaluate(int index, float[] into) {
        Program each = step.each();
        each.run();
        each.get(Step.GRADIENT + counting[index], into, 0);
        return each.scalar(Step.LOSS + counting[index]);
    }

    @Override
    public double evaluateSum(float[] into) {
        Program program = step.program();
        if (!computed) {
            program.run();
        }
        computed = false;
        program.get(Step.SQUARES, squares, 0);
        for (int row = 0; row < squares.length; row++) {
            if (squares[row] == 0) {
                int view = row / (squares.length / step.views());
                throw new PolycriticException(
                        ErrorCode.PLUGIN,
                        "learner",
                        "the embedding of view " + view + " of item " + (long) ids[row]
                                + " consists of zeros, so it has no direction to compare");
            }
        }
        program.get(gradient, into, 0);
        return program.scalar(Step.LOSS);
    }

    @Override
    public String firstNonFinite() {
        return step.program().firstNonFinite().orElse("");
    }
}
