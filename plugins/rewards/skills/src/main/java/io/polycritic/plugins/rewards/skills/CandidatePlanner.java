package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.tensor.Program;
import io.polycritic.rl.SkillModel;

/** Of the skills that cover the circle the one whose code agrees most with that of the move to the goal. */
final class CandidatePlanner implements SkillModel.Planner {
    private final Program program;
    private final int rows;
    private final float[] candidates = SkillCodes.candidates();
    private final float[] products;

    CandidatePlanner(Program program, int rows) {
        this.program = program;
        this.rows = rows;
        this.products = new float[rows * SkillCodes.CANDIDATES];
    }

    @Override
    public void plan(float[] from, float[] goals, float[] skills) {
        program.set("before", from, 0);
        program.set("after", goals, 0);
        program.set("skills", candidates, 0);
        program.run();
        program.get("products", products, 0);
        for (int row = 0; row < rows; row++) {
            int best = 0;
            for (int k = 1; k < SkillCodes.CANDIDATES; k++) {
                if (products[row * SkillCodes.CANDIDATES + k] > products[row * SkillCodes.CANDIDATES + best]) {
                    best = k;
                }
            }
            System.arraycopy(
                    candidates, best * SkillCodes.DIMENSION, skills, row * SkillCodes.DIMENSION, SkillCodes.DIMENSION);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
