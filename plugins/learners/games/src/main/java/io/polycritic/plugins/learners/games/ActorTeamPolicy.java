package io.polycritic.plugins.learners.games;

import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.games.JointActions;
import io.polycritic.rl.FeatureMap;

/** Acts with a team's present networks. */
final class ActorTeamPolicy implements PolicyLearner.Policy {
    private final JointActions actions;
    private final FeatureMap map;
    private final int rows;
    private final int observationWidth;
    private final Program program;
    private final float[] features;
    private final float[][] logs;
    private final RandomStream random;

    /** Draws from the stream, or takes the most likely actions where that is null. */
    ActorTeamPolicy(
            ActorTeam team, FeatureMap map, int observationWidth, Compute compute, int rows, RandomStream random) {
        this.actions = team.actions();
        this.map = map;
        this.rows = rows;
        this.observationWidth = observationWidth;
        this.program = team.forward(compute, rows);
        this.features = new float[rows * map.width()];
        this.logs = new float[actions.agents()][];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = new float[rows * actions.count(i)];
        }
        this.random = random;
    }

    private void look(float[] observations) {
        for (int row = 0; row < rows; row++) {
            map.write(observations, row * observationWidth, observations, 0, features, row * map.width());
        }
        look(features, 0);
    }

    /** Asks the networks about features that begin at an index. */
    void look(float[] given, int offset) {
        program.set("features", given, offset);
        program.run();
        for (int i = 0; i < logs.length; i++) {
            program.get("logs" + i, logs[i], 0);
        }
    }

    /** The log-probability of an agent's action in a row's state. */
    float log(int agent, int row, int action) {
        return logs[agent][row * actions.count(agent) + action];
    }

    /** What an agent does in a row's state. */
    int choose(int agent, int row) {
        int n = actions.count(agent);
        if (random == null) {
            int best = 0;
            for (int a = 1; a < n; a++) {
                best = log(agent, row, a) > log(agent, row, best) ? a : best;
            }
            return best;
        }
        double wanted = random.nextDouble();
        int a = 0;
        while (a < n - 1 && wanted >= Math.exp(log(agent, row, a))) {
            wanted -= Math.exp(log(agent, row, a++));
        }
        return a;
    }

    @Override
    public void act(float[] observations, float[] conditions, float[] taken) {
        look(observations);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < logs.length; i++) {
                taken[row * logs.length + i] = choose(i, row);
            }
        }
    }

    @Override
    public void probabilities(float[] observations, float[] conditions, float[] probabilities) {
        look(observations);
        for (int row = 0; row < rows; row++) {
            for (int joint = 0; joint < actions.size(); joint++) {
                double product = 1;
                for (int i = 0; i < logs.length; i++) {
                    int own = actions.own(i, joint);
                    product *= random == null ? (own == choose(i, row) ? 1 : 0) : Math.exp(log(i, row, own));
                }
                probabilities[row * actions.size() + joint] = (float) product;
            }
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
