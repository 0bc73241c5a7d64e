package io.polycritic.plugins.environments.games;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.games.Game;
import io.polycritic.games.JointActions;
import io.polycritic.games.Lotteries;
import io.polycritic.games.Rewards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A random game: P(.|s, a) from a symmetric Dirichlet distribution, rewards uniform from -1 to 1, first states uniform.
 *
 * @param states S
 * @param actions [N], each agent's number of actions
 * @param cooperative whether all get the same rewards
 * @param concentration of the Dirichlet distribution
 */
record RandomGame(int states, int[] actions, boolean cooperative, double concentration) {
    /** What tells this kind of games from others. */
    List<Object> key() {
        return List.of(states, Arrays.toString(actions), cooperative, concentration);
    }

    Game draw(RandomStream random) {
        JointActions joint = JointActions.of(actions);
        int pairs = states * joint.size();
        int[] outcomes = new int[pairs];
        int[] starts = new int[pairs + 1];
        int[] places = new int[pairs * states];
        double[] chances = new double[pairs * states];
        for (int at = 0; at < pairs; at++) {
            outcomes[at] = states + at;
            starts[at + 1] = (at + 1) * states;
            for (int next = 0; next < states; next++) {
                places[at * states + next] = next;
            }
            dirichlet(random, chances, at * states);
        }
        double[][] rewards = new double[actions.length][];
        List<String> agents = new ArrayList<>();
        for (int agent = 0; agent < actions.length; agent++) {
            agents.add("agent" + (agent + 1));
            rewards[agent] = cooperative && agent > 0 ? rewards[0] : uniform(random, pairs);
        }
        double[] initial = new double[states];
        Arrays.fill(initial, 1.0 / states);
        return new Game(
                List.copyOf(agents),
                joint,
                Space.of(FieldSpec.category("state", states)),
                initial,
                outcomes,
                new Lotteries(states, starts, places, chances),
                Rewards.table(rewards));
    }

    private static double[] uniform(RandomStream random, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextDouble() - 1;
        }
        return numbers;
    }

    /** Gamma variates divided by their sum. */
    private void dirichlet(RandomStream random, double[] into, int first) {
        double sum = 0;
        for (int i = first; i < first + states; i++) {
            into[i] = gamma(random);
            sum += into[i];
        }
        for (int i = first; i < first + states; i++) {
            into[i] = sum > 0 ? into[i] / sum : 1.0 / states;
        }
    }

    /**
     * A gamma variate (Marsaglia and Tsang, "A simple method for generating gamma variables", 2000); for a shape k
     * below 1 one of shape k + 1 times u^(1/k).
     */
    private double gamma(RandomStream random) {
        double boost = concentration < 1 ? Math.pow(1 - random.nextDouble(), 1 / concentration) : 1;
        double d = (concentration < 1 ? concentration + 1 : concentration) - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            double u = 1 - random.nextDouble();
            if (v > 0 && Math.log(u) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v * boost;
            }
        }
    }
}
