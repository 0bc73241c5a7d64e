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

    private static final String SUMS = "sums/";

    /** Stands for the environment's own reward among the names of reward slots. */
    private static final String OWN = "";

    private final Space signals;
    private final int lanes;
    private final double[] lengths;

    /** Rows with a violation, and all rows, since the run began. */
    private final double[] violations = new double[2];

    private final Map<String, Tally> tallies = new TreeMap<>();
    private final double[] ended = new double[2];
    private final int rewardAt;
    private final int violationAt;

    /** The open sums of a reward, and the names that it is read and reported by. */
    private record Tally(String field, String metric, double[] sums) {
        static Tally of(String reward, int lanes) {
            boolean own = reward.equals(OWN);
            return new Tally(
                    own ? Fields.SIGNALS : Fields.rewards(reward),
                    own ? "return" : "return." + reward,
                    new double[lanes]);
        }
    }

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
        this.rewardAt = signals.has(EnvironmentSpec.REWARD) ? signals.offset(EnvironmentSpec.REWARD) : -1;
        this.violationAt = signals.has(VIOLATION) ? signals.offset(VIOLATION) : -1;
    }

    /** Forgets all episodes that are going on. */
    public void clear() {
        Arrays.fill(lengths, 0);
        tallies.clear();
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
        if (tallies.size() > rewards.size() + (rewardAt >= 0 ? 1 : 0)) {
            tallies.keySet().removeIf(name -> !name.equals(OWN) && !rewards.contains(name));
        }
        float[] endings = batch.numbers(Fields.ENDING);
        for (int i = 0; i < rewards.size(); i++) {
            Tally tally = tally(rewards.get(i));
            add(batch.numbers(tally.field), 1, 0, endings, tally.sums);
            report(tally.metric, metrics);
        }
        if (rewardAt >= 0) {
            Tally tally = tally(OWN);
            add(batch.numbers(tally.field), signals.width(), rewardAt, endings, tally.sums);
            report(tally.metric, metrics);
        }
        add(null, 1, 0, endings, lengths);
        report("episodeLength", metrics);
        if (violationAt >= 0) {
            int violated = violations(batch);
            violations[0] += violated;
            violations[1] += batch.rows();
            metrics.record("violationRate", violated / (double) batch.rows());
            metrics.record("violationRateSoFar", violations[0] / violations[1]);
        }
        return (long) ended[1];
    }

    private Tally tally(String reward) {
        Tally found = tallies.get(reward);
        if (found == null) {
            found = Tally.of(reward, lanes);
            tallies.put(reward, found);
        }
        return found;
    }

    /**
     * Adds one number a row (1 where there are none) to its lane; leaves the total and the number of ended episodes in
     * {@code ended}.
     */
    private void add(float[] numbers, int width, int offset, float[] endings, double[] sum) {
        Arrays.fill(ended, 0);
        for (int row = 0; row < endings.length; row++) {
            int lane = row % lanes;
            sum[lane] += numbers == null ? 1 : numbers[row * width + offset];
            if (endings[row] != Ending.RUNNING.ordinal()) {
                ended[0] += sum[lane];
                ended[1]++;
                sum[lane] = 0;
            }
        }
    }

    private void report(String name, Metrics metrics) {
        if (ended[1] > 0) {
            metrics.record(name, ended[0] / ended[1]);
        }
    }

    private int violations(Batch batch) {
        float[] numbers = batch.numbers(Fields.SIGNALS);
        int violated = 0;
        for (int row = 0; row < batch.rows(); row++) {
            violated += numbers[row * signals.width() + violationAt] > 0.5f ? 1 : 0;
        }
        return violated;
    }

    /** Writes the sums that are open. */
    public void save(StateWriter out) {
        out.put("lengths", lengths);
        out.put("violations", violations);
        tallies.forEach((name, tally) -> out.put(SUMS + name, tally.sums));
    }

    /** Reads the sums that were open. */
    public void load(StateReader in) {
        clear();
        in.read("lengths", lengths);
        in.read("violations", violations);
        for (String name : in.names()) {
            if (name.startsWith(SUMS)) {
                Tally tally = Tally.of(name.substring(SUMS.length()), lanes);
                if (in.read(name, tally.sums)) {
                    tallies.put(name.substring(SUMS.length()), tally);
                }
            }
        }
    }
}
