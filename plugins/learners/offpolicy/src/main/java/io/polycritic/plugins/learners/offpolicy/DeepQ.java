package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.rl.FeatureMap;
import java.util.List;

/**
 * Deep Q-learning (Mnih et al., "Human-level control through deep reinforcement learning", 2015, algorithm 1): the
 * policy is what the critics value most, but for a share of random actions. All that is learned, the critics learn.
 */
final class DeepQ implements Method {
    private final PartContext context;
    private final Schedule schedule;
    private final Epsilon epsilon;
    private final FeatureMap map;
    private final Actions actions;
    private final RandomStream random;
    private EpsilonGreedy acting;
    private double last;

    /**
     * The share of random actions, falling in a line.
     *
     * @param first at the beginning
     * @param last at the end of the line and afterwards
     * @param steps of all lanes after which the line ends, 0 for at once
     */
    record Epsilon(double first, double last, long steps) {
        double at(long made) {
            return steps == 0 ? last : first + (last - first) * Math.min(1, made / (double) steps);
        }
    }

    DeepQ(PartContext context, Schedule schedule, Epsilon epsilon, FeatureMap map, Actions actions) {
        this.context = context;
        this.schedule = schedule;
        this.epsilon = epsilon;
        this.map = map;
        this.actions = actions;
        this.random = context.random("actions");
        this.last = epsilon.at(0);
    }

    @Override
    public List<FieldSpec> offers() {
        return List.of();
    }

    @Override
    public List<String> optimizers() {
        return List.of();
    }

    @Override
    public void listen(CriticMix critics) {
        close();
        acting = acting(schedule.lanes(), critics, 0, random);
    }

    private EpsilonGreedy acting(int rows, CriticMix critics, double chance, RandomStream stream) {
        int o = context.environment().observation().width();
        return new EpsilonGreedy(
                map, actions, critics, context.compute(), new EpsilonGreedy.Rows(rows, o), chance, stream);
    }

    @Override
    public void act(float[] features, int first, float[] samples, boolean anything, long made) {
        last = epsilon.at(made);
        acting.act(features, first, samples, anything ? 1 : last);
    }

    @Override
    public void prepare(Batch batch) {
        // The critics know the greedy policy themselves.
    }

    @Override
    public void improve(Batch batch) {
        context.metrics().record("epsilon", last);
    }

    @Override
    public PolicyLearner.Policy policy(int rows, PolicyLearner.Mode mode, CriticMix critics) {
        boolean explore = mode == PolicyLearner.Mode.EXPLORE;
        return acting(rows, critics, explore ? last : 0, explore ? context.random("policy") : null);
    }

    @Override
    public GraphModel model(int rows, CriticMix critics) {
        int o = context.environment().observation().width();
        Node x = map.apply(Graphs.input(GraphModel.OBSERVATION, rows, o), null);
        Node values = critics.sum(critic -> critic.values(x));
        return new GraphModel(
                "policy",
                "A policy: from observations in the units of the environment to the action of the greatest value, and"
                        + " the values of all actions as critics see them together.",
                new Computation()
                        .output(GraphModel.ACTION, Indexing.argMax(values))
                        .output("values", values),
                critics.weights());
    }

    @Override
    public void save(StateWriter out) {
        out.put("epsilon", new double[] {last});
    }

    @Override
    public void load(StateReader in) {
        double[] saved = {last};
        in.read("epsilon", saved);
        last = saved[0];
    }

    @Override
    public void close() {
        if (acting != null) {
            acting.close();
        }
    }
}
