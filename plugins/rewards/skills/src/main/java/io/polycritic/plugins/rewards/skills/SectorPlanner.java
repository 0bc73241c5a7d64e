package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.tensor.Program;
import io.polycritic.rl.SkillModel;

/** The middle of the sector that the discriminator would guess if it saw the object at the goal. */
final class SectorPlanner implements SkillModel.Planner {
    private final Discriminator discriminator;
    private final Program program;
    private final float scale;
    private final float[] objects;
    private final float[] logs;

    SectorPlanner(Discriminator discriminator, int rows, int components, float scale) {
        this.discriminator = discriminator;
        this.program = discriminator.classifying(rows);
        this.scale = scale;
        this.objects = new float[rows * components];
        this.logs = new float[rows * discriminator.bins()];
    }

    @Override
    public void plan(float[] from, float[] goals, float[] skills) {
        for (int i = 0; i < objects.length; i++) {
            objects[i] = scale * goals[i];
        }
        program.set("objects", objects, 0);
        program.run();
        program.get("logs", logs, 0);
        int bins = discriminator.bins();
        for (int row = 0; row < logs.length / bins; row++) {
            int best = 0;
            for (int bin = 1; bin < bins; bin++) {
                best = logs[row * bins + bin] > logs[row * bins + best] ? bin : best;
            }
            skills[2 * row] = (float) Math.cos(discriminator.centre(best));
            skills[2 * row + 1] = (float) Math.sin(discriminator.centre(best));
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
