package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.tensor.Program;
import io.polycritic.rl.SkillModel;

/** z = (phi(goal) - phi(from)) / |phi(goal) - phi(from)| (the zero-shot goal following of LSD, arXiv 2202.00914). */
final class DirectionPlanner implements SkillModel.Planner {
    private static final double TINY = 1e-12;

    private final Program program;
    private final int rows;
    private final int dimension;
    private final float[] start;
    private final float[] end;

    /** A program from {@code objects} [rows, n] to {@code codes} [rows, d]. */
    DirectionPlanner(Program program, int rows, int dimension) {
        this.program = program;
        this.rows = rows;
        this.dimension = dimension;
        this.start = new float[rows * dimension];
        this.end = new float[rows * dimension];
    }

    @Override
    public void plan(float[] from, float[] goals, float[] skills) {
        encode(from, start);
        encode(goals, end);
        for (int row = 0; row < rows; row++) {
            double squares = 0;
            for (int i = row * dimension; i < (row + 1) * dimension; i++) {
                squares += (end[i] - start[i]) * (end[i] - start[i]);
            }
            double length = Math.sqrt(Math.max(squares, TINY));
            for (int i = row * dimension; i < (row + 1) * dimension; i++) {
                skills[i] = (float) ((end[i] - start[i]) / length);
            }
        }
    }

    private void encode(float[] objects, float[] codes) {
        program.set("objects", objects, 0);
        program.run();
        program.get("codes", codes, 0);
    }

    @Override
    public void close() {
        program.close();
    }
}
