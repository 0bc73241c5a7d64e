package io.polycritic.games;

import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.rl.FeatureMap;

/** A team that acts. */
public final class PlayersPolicy implements PolicyLearner.Policy {
    private final Players players;
    private final JointActions actions;
    private final FeatureMap map;
    private final int observationWidth;
    private final float[] features;
    private final RandomStream random;

    /**
     * Makes an actor.
     *
     * @param players the team; closed with the policy
     * @param actions those of the world's agents
     * @param random draws actions, or null for the most likely ones
     */
    public PlayersPolicy(
            Players players, JointActions actions, FeatureMap map, int observationWidth, RandomStream random) {
        this.players = players;
        this.actions = actions;
        this.map = map;
        this.observationWidth = observationWidth;
        this.features = new float[players.rows() * map.width()];
        this.random = random;
    }

    private void look(float[] observations) {
        for (int row = 0; row < players.rows(); row++) {
            map.write(observations, row * observationWidth, observations, 0, features, row * map.width());
        }
        players.look(features, 0);
    }

    @Override
    public void act(float[] observations, float[] conditions, float[] taken) {
        look(observations);
        for (int row = 0; row < players.rows(); row++) {
            act(players, row, random, actions, taken, row * actions.agents());
        }
    }

    /** Writes the actions [N] of a row's state that a team draws, or its most likely ones. */
    public static void act(
            Players players, int row, RandomStream random, JointActions actions, float[] taken, int offset) {
        StageGame stage = players.at(row);
        int joint = 0;
        JointActions own = players.team().actions();
        for (int i = 0; i < own.agents(); i++) {
            joint = joint * own.count(i) + (random == null ? stage.mode(i) : stage.draw(i, random));
        }
        actions.split(joint, taken, offset);
    }

    @Override
    public void probabilities(float[] observations, float[] conditions, float[] probabilities) {
        look(observations);
        JointActions own = players.team().actions();
        for (int row = 0; row < players.rows(); row++) {
            StageGame stage = players.at(row);
            for (int joint = 0; joint < own.size(); joint++) {
                double product = 1;
                for (int i = 0; i < own.agents(); i++) {
                    int action = own.own(i, joint);
                    product *= random == null ? (action == stage.mode(i) ? 1 : 0) : stage.policy(i)[action];
                }
                probabilities[row * own.size() + joint] = (float) product;
            }
        }
    }

    @Override
    public void close() {
        players.close();
    }
}
