package io.polycritic.rl;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the sums of rewards of the episodes that are going on, and reports those that end. */
public final class EpisodeLedger {
    private static final String VIOLATION = "violation";

    /** Stands for the environment's own reward among the names of reward slots. */
    private static final String OWN = "";

    private final Space signals;
    private final int lanes;
    private final double[] lengths;

    /** Rows with a violation, and all rows, since the run began. */
    private final double[] violations = new double[2];

    private final Map<String, double[]> sums = new TreeMap<>();

    /**
     * Begins without episodes.
     *
     * @param signals what the environment reports
     * @param lanes L
     */
    public EpisodeLedger(Space signals, int lanes) {
        this.signals = signals;
        this.lanes = lanes;
        this.lengths = new double[lanes];
    }

    /** Forgets all episodes that are going on. */
    public void clear() {
        Arrays.fill(lengths, 0);
        sums.clear();
    }

    /**
     * Reads a rollout whose rewards are scored.
     *
     * @param batch [T, L]
     * @param rewards names of reward slots
     * @param metrics gets {@code return.<name>} of each, {@code return} of the environment's own reward,
     *     {@code episodeLength}, {@code violationRate}, {@code violationRateSoFar}
     * @return how many episodes ended
     */
    public long read(Batch batch, List<String> rewards, Metrics metrics) {
        sums.keySet().removeIf(name -> !name.equals(OWN) && !rewards.contains(name));
        float[] endings = batch.numbers(Fields.ENDING);
        for (String reward : rewards) {
            double[] sum = sums.computeIfAbsent(reward, name -> new double[lanes]);
            report("return." + reward, add(batch.numbers(Fields.rewards(reward)), 1, 0, endings, sum), metrics);
        }
        if (signals.has(EnvironmentSpec.REWARD)) {
            double[] sum = sums.computeIfAbsent(OWN, name -> new double[lanes]);
            int at = signals.offset(EnvironmentSpec.REWARD);
            report("return", add(batch.numbers(Fields.SIGNALS), signals.width(), at, endings, sum), metrics);
        }
        double[] ended = add(null, 1, 0, endings, lengths);
        report("episodeLength", ended, metrics);
        if (signals.has(VIOLATION)) {
            int violated = violations(batch);
            violations[0] += violated;
            violations[1] += batch.rows();
            metrics.record("violationRate", violated / (double) batch.rows());
            metrics.record("violationRateSoFar", violations[0] / violations[1]);
        }
        return (long) ended[1];
    }

    /**
     * Adds one number a row (1 where there are none) to its lane; returns the total and the number of ended episodes.
     */
    private double[] add(float[] numbers, int width, int offset, float[] endings, double[] sum) {
        double[] ended = new double[2];
        for (int row = 0; row < endings.length; row++) {
            int lane = row % lanes;
            sum[lane] += numbers == null ? 1 : numbers[row * width + offset];
            if (endings[row] != Ending.RUNNING.ordinal()) {
                ended[0] += sum[lane];
                ended[1]++;
                sum[lane] = 0;
            }
        }
        return ended;
    }

    private static void report(String name, double[] ended, Metrics metrics) {
        if (ended[1] > 0) {
            metrics.record(name, ended[0] / ended[1]);
        }
    }

    private int violations(Batch batch) {
        float[] numbers = batch.numbers(Fields.SIGNALS);
        int at = signals.offset(VIOLATION);
        int violated = 0;
        for (int row = 0; row < batch.rows(); row++) {
            violated += numbers[row * signals.width() + at] > 0.5f ? 1 : 0;
        }
        return violated;
    }

    /** Writes the sums that are open. */
    public void save(StateWriter out) {
        out.put("lengths", lengths);
        out.put("violations", violations);
        sums.forEach((name, sum) -> out.put("sums/" + name, sum));
    }

    /** Reads the sums that were open. */
    public void load(StateReader in) {
        clear();
        in.read("lengths", lengths);
        in.read("violations", violations);
        for (String name : in.names()) {
            if (name.startsWith("sums/")) {
                double[] sum = new double[lanes];
                if (in.read(name, sum)) {
                    sums.put(name.substring("sums/".length()), sum);
                }
            }
        }
    }
}
