package io.polycritic.games;

import java.util.ArrayList;
import java.util.List;

/**
 * Inner products of true rewards and of events without potential shaping, weighted by the experts' discounted
 * occupancy. Since the projection P is orthogonal, those with an inferred reward x need P x alone: <Px, Pf> = <Px, f>.
 */
public final class TrueRewards {
    private final double[] squares;

    /** [N][k][k], of the events that are worth something to an agent. */
    private final double[][][] products;

    /** Takes shaping away from all true rewards and events, with so many steps of conjugate gradients at most. */
    public TrueRewards(Game game, LogitEquilibrium experts, int iterations) {
        ShapingProjection projection = projection(game, experts, iterations);
        this.squares = new double[game.size()];
        this.products = new double[game.size()][][];
        double[] reward = new double[game.outcomes().length];
        for (int i = 0; i < squares.length; i++) {
            for (int at = 0; at < reward.length; at++) {
                reward[at] = game.rewards().of(i, at);
            }
            projection.apply(reward);
            squares[i] = projection.inner(reward, reward);
        }
        List<Integer> all = new ArrayList<>();
        for (int event = 0; event < game.rewards().events().size(); event++) {
            all.add(event);
        }
        double[][] gram = gram(game, projection, all);
        for (int i = 0; i < squares.length; i++) {
            List<Integer> events = events(game.rewards(), i);
            products[i] = new double[events.size()][events.size()];
            for (int a = 0; a < events.size(); a++) {
                for (int b = 0; b < events.size(); b++) {
                    products[i][a][b] = gram[events.get(a)][events.get(b)];
                }
            }
        }
    }

    /** The projection in the experts' states. */
    public static ShapingProjection projection(Game game, LogitEquilibrium experts, int iterations) {
        JointPolicy policy = JointPolicy.of(game, experts);
        Visits visits = Visits.discounted(game, policy, experts.discount());
        double[] weights = policy.probabilities();
        double total = visits.total();
        for (int at = 0; at < weights.length; at++) {
            weights[at] *= visits.expected()[at / game.actions().size()] / total;
        }
        return new ShapingProjection(game, experts.discount(), weights, iterations);
    }

    /** The events that are worth something to an agent. */
    public static List<Integer> events(Rewards rewards, int agent) {
        List<Integer> events = new ArrayList<>();
        for (int event = 0; event < rewards.events().size(); event++) {
            if (rewards.weight(agent, event) != 0) {
                events.add(event);
            }
        }
        return events;
    }

    private static double[][] gram(Game game, ShapingProjection projection, List<Integer> events) {
        double[][] gram = new double[events.size()][];
        double[] projected = new double[game.outcomes().length];
        double[] plain = new double[projected.length];
        for (int a = 0; a < gram.length; a++) {
            occurrences(game, events.get(a), projected);
            projection.apply(projected);
            gram[a] = new double[events.size()];
            for (int b = 0; b < gram.length; b++) {
                occurrences(game, events.get(b), plain);
                gram[a][b] = projection.inner(projected, plain);
            }
        }
        return gram;
    }

    /** Writes 1 where an event occurs. */
    private static void occurrences(Game game, int event, double[] into) {
        for (int at = 0; at < into.length; at++) {
            into[at] = game.rewards().occurs(event, at);
        }
    }

    /** The inner product of an agent's true reward with itself. */
    public double square(int agent) {
        return squares[agent];
    }

    /**
     * The weights of events that explain an inferred reward best in least squares, beside potential shaping and a
     * constant.
     *
     * @param inferred [S J], from which shaping was taken away
     * @param limit the largest magnitude of a weight
     * @return one for each of the events that are worth something to the agent
     */
    public double[] weights(Game game, ShapingProjection projection, double[] inferred, int agent, double limit) {
        List<Integer> events = events(game.rewards(), agent);
        double[] targets = new double[events.size()];
        double[] plain = new double[inferred.length];
        for (int k = 0; k < targets.length; k++) {
            occurrences(game, events.get(k), plain);
            targets[k] = projection.inner(inferred, plain);
        }
        return BoxedLeastSquares.solve(products[agent], targets, limit);
    }
}
