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

    /** By reward slot, one for each number of a reward. */
    private final Map<String, Tally[]> tallies = new TreeMap<>();

    private final double[] ended = new double[2];
    private final int rewardAt;
    private final int violationAt;

    /** The open sums of a reward, and the names that it is read and reported by. */
    private record Tally(String field, String metric, double[] sums) {
        static Tally[] of(String reward, int width, int lanes) {
            boolean own = reward.equals(OWN);
            Tally[] tallies = new Tally[width];
            for (int i = 0; i < width; i++) {
                tallies[i] = new Tally(
                        own ? Fields.SIGNALS : Fields.rewards(reward),
                        (own ? "return" : "return." + reward) + (width == 1 ? "" : "." + i),
                        new double[lanes]);
            }
            return tallies;
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
        for (Tally[] each : tallies.values()) {
            for (Tally tally : each) {
                Arrays.fill(tally.sums, 0);
            }
        }
    }

    /**
     * Reads a rollout whose rewards are scored.
     *
     * @param batch [T, L]
     * @param rewards names of reward slots
     * @param metrics gets {@code return.<name>} of each, {@code return.<name>.<i>} of vector rewards, {@code return} of
     *     the environment's own reward, {@code episodeLength}, {@code violationRate}, {@code violationRateSoFar}
     * @return how many episodes ended
     */
    public long read(Batch batch, List<String> rewards, Metrics metrics) {
        if (tallies.size() > rewards.size() + (rewardAt >= 0 ? 1 : 0)) {
            tallies.keySet().removeIf(name -> !name.equals(OWN) && !rewards.contains(name));
        }
        float[] endings = batch.numbers(Fields.ENDING);
        for (int i = 0; i < rewards.size(); i++) {
            Tally[] each = tally(rewards.get(i), batch);
            int width = each.length;
            for (int k = 0; k < width; k++) {
                add(batch.numbers(each[k].field), width, k, endings, each[k].sums);
                report(each[k].metric, metrics);
            }
        }
        if (rewardAt >= 0) {
            Tally tally = tally(OWN, batch)[0];
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

    private Tally[] tally(String reward, Batch batch) {
        Tally[] found = tallies.get(reward);
        boolean own = reward.equals(OWN);
        if (found == null || !own && found.length != batch.spec(found[0].field).width()) {
            int width = own ? 1 : batch.spec(Fields.rewards(reward)).width();
            found = Tally.of(reward, width, lanes);
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
        tallies.forEach((name, each) -> {
            double[] sums = new double[each.length * lanes];
            for (int k = 0; k < each.length; k++) {
                System.arraycopy(each[k].sums, 0, sums, k * lanes, lanes);
            }
            out.put(SUMS + name, sums);
        });
    }

    /** Reads the sums that were open. */
    public void load(StateReader in) {
        clear();
        tallies.clear();
        in.read("lengths", lengths);
        in.read("violations", violations);
        for (String name : in.names()) {
            if (name.startsWith(SUMS)) {
                in.doubles(name)
                        .filter(sums -> sums.length > 0 && sums.length % lanes == 0)
                        .ifPresent(sums -> restore(name.substring(SUMS.length()), sums));
            }
        }
    }

    private void restore(String reward, double[] sums) {
        Tally[] each = Tally.of(reward, sums.length / lanes, lanes);
        for (int k = 0; k < each.length; k++) {
            System.arraycopy(sums, k * lanes, each[k].sums, 0, lanes);
        }
        tallies.put(reward, each);
    }
}
