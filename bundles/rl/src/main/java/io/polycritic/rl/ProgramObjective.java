package io.polycritic.rl;

import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.tensor.Program;

/**
 * One objective, computed by a program whose inputs are set already.
 *
 * @param name the objective's name
 * @param program the program
 * @param loss the program's output of one number that is minimised
 * @param gradient the program's output of its gradient
 */
public record ProgramObjective(String name, Program program, String loss, String gradient) implements Objectives {
    @Override
    public int count() {
        return 1;
    }

    @Override
    public String name(int index) {
        return name;
    }

    @Override
    public double weight(int index) {
        return 1;
    }

    @Override
    public double evaluate(int index, float[] into) {
        return evaluateSum(into);
    }

    @Override
    public double evaluateSum(float[] into) {
        program.run();
        program.get(gradient, into, 0);
        return program.scalar(loss);
    }

    @Override
    public String firstNonFinite() {
        return program.firstNonFinite().orElse("");
    }
}
