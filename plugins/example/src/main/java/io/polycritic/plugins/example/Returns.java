package io.polycritic.plugins.example;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.List;

/** The part of {@link ExampleReturn}. */
record Returns(int episodes, EnvironmentSpec environment) implements Evaluator {
    private static final int MOST_STEPS = 100_000;

    @Override
    public Wiring wiring() {
        return Wiring.builder().calls("learner", PolicyLearner.class, 1).build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        PolicyLearner learner = subject.part("learner", PolicyLearner.class).orElseThrow();
        int reward = environment.signals().offset(EnvironmentSpec.REWARD);
        float[] actions = new float[environment.action().width()];
        double[] returns = new double[episodes];
        List<Lane> lanes = subject.world().lanes(episodes);
        try (PolicyLearner.Policy policy = learner.policy(1, PolicyLearner.Mode.EVALUATE)) {
            for (int episode = 0; episode < episodes; episode++) {
                Lane lane = lanes.get(episode);
                lane.reset();
                Ending ending = Ending.RUNNING;
                for (int step = 0; ending == Ending.RUNNING && step < MOST_STEPS; step++) {
                    policy.act(lane.observation(), new float[0], actions);
                    ending = lane.step(actions, 0);
                    returns[episode] += lane.signals()[reward];
                }
            }
        }
        return List.of(new Measure("return", "", Measure.Better.HIGHER, returns));
    }

    @Override
    public void save(StateWriter out) {
        // There is no state.
    }

    @Override
    public void load(StateReader in) {
        // There is no state.
    }
}
