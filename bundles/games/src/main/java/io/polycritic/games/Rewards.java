package io.polycritic.games;

import java.util.List;

/** What each agent gets for a joint action in a state; either a table, or weights of events that occur. */
public final class Rewards {
    private final List<String> events;
    private final short[] occurred;
    private final double[][] weights;

    /** [N][S J] for a table, [N][2^K] by the events that occur together. */
    private final double[][] values;

    private Rewards(List<String> events, short[] occurred, double[][] weights, double[][] values) {
        this.events = events;
        this.occurred = occurred;
        this.weights = weights;
        this.values = values;
    }

    /** Any rewards, [N][S J]. */
    public static Rewards table(double[][] values) {
        return new Rewards(List.of(), null, new double[values.length][0], values);
    }

    /**
     * Sums of weights of events.
     *
     * @param events K names, at most 15
     * @param occurred [S J], bit k for event k
     * @param weights [N][K], what an event is worth to each agent
     */
    public static Rewards of(List<String> events, short[] occurred, double[][] weights) {
        if (events.size() > 15) {
            throw new IllegalArgumentException(events.size() + " events, allowed are at most 15");
        }
        double[][] sums = new double[weights.length][1 << events.size()];
        for (int agent = 0; agent < weights.length; agent++) {
            for (int set = 0; set < sums[agent].length; set++) {
                for (int k = 0; k < events.size(); k++) {
                    sums[agent][set] += (set >> k & 1) * weights[agent][k];
                }
            }
        }
        return new Rewards(List.copyOf(events), occurred, weights, sums);
    }

    /** The reward r_i(s, a) of an agent at the index s J + a. */
    public double of(int agent, int at) {
        return values[agent][occurred == null ? at : occurred[at]];
    }

    /** The events' names; none for a table. */
    public List<String> events() {
        return events;
    }

    /** 1 if an event occurs at the index s J + a, else 0. */
    public int occurs(int event, int at) {
        return occurred[at] >> event & 1;
    }

    /** What an event is worth to an agent. */
    public double weight(int agent, int event) {
        return weights[agent][event];
    }
}
