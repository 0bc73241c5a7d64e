package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.learner.PolicyLearner;

/** Chooses a skill in its first call and again after each interval, and lets the frozen policy act in between. */
final class SkillPolicy implements PolicyLearner.Policy {
    private final PolicyLearner.Policy chooser;
    private final FrozenSkills.Carrier carrier;
    private final int interval;
    private final float[] chosen;
    private int calls;

    SkillPolicy(PolicyLearner.Policy chooser, FrozenSkills skills, int rows, int interval) {
        this.chooser = chooser;
        this.carrier = skills.carrier(rows);
        this.interval = interval;
        this.chosen = new float[rows * skills.dimension()];
    }

    @Override
    public void act(float[] observations, float[] conditions, float[] actions) {
        if (calls++ % interval == 0) {
            chooser.act(observations, conditions, chosen);
            carrier.choose(chosen, 0);
        }
        carrier.act(observations, actions);
    }

    @Override
    public void close() {
        chooser.close();
        carrier.close();
    }
}
