package io.polycritic.rl;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import java.util.List;

/**
 * How far critics pull a policy in different directions, measured now and then. With g_k the gradient of what critic k
 * alone adds to the policy's loss, its weight included, and g the gradient of what all of them add together, it reports
 *
 * <ul>
 *   <li>{@code gradientNorm.<critic>}: |g_k|;
 *   <li>{@code gradientShare.<critic>}: (g_k . g) / (g . g), how much of what is done is the critic's doing: these sum
 *       to 1 where g is the sum of all g_k, and one below 0 belongs to a critic against whom the others act;
 *   <li>{@code gradientCosine.<a>.<b>}: (g_a . g_b) / (|g_a| |g_b|), for each two critics in the order of their slots;
 *       below 0 the two are in conflict (Yu et al., "Gradient surgery for multi-task learning", 2020, definition 1).
 * </ul>
 *
 * What is not finite, as where a gradient is 0, is not reported. Random numbers are not drawn, and nothing is allocated
 * while the critics stay the same.
 */
public final class GradientConflict {
    private final int size;
    private final long every;
    private final Metrics metrics;
    private long updates;
    private Series series = new Series(List.of(), 0);

    /** The gradients of some critics, and the names that numbers about them are reported by. */
    private static final class Series {
        private final String[] paths;
        private final String[] norms;
        private final String[] shares;
        private final String[][] cosines;
        private final double[] lengths;
        private final float[][] gradients;

        Series(List<? extends Slot<? extends Critic>> critics, int size) {
            int count = critics.size();
            paths = critics.stream().map(Slot::path).toArray(String[]::new);
            norms = new String[count];
            shares = new String[count];
            cosines = new String[count][count];
            lengths = new double[count];
            gradients = new float[count][size];
            for (int a = 0; a < count; a++) {
                norms[a] = "gradientNorm." + critics.get(a).name();
                shares[a] = "gradientShare." + critics.get(a).name();
                for (int b = a + 1; b < count; b++) {
                    cosines[a][b] = "gradientCosine." + critics.get(a).name() + "."
                            + critics.get(b).name();
                }
            }
        }

        boolean of(List<? extends Slot<? extends Critic>> critics) {
            boolean same = critics.size() == paths.length;
            for (int i = 0; same && i < paths.length; i++) {
                same = critics.get(i).path().equals(paths[i]);
            }
            return same;
        }
    }

    /**
     * Begins before the first update.
     *
     * @param every updates from one measurement to the next, 0 for none
     * @param size numbers of the policy's parameter vector, p
     * @param metrics takes the results
     */
    public GradientConflict(long every, int size, Metrics metrics) {
        this.every = every;
        this.size = size;
        this.metrics = metrics;
    }

    /**
     * Counts an update of the policy.
     *
     * @param critics those that the policy listens to in it
     * @return whether to measure in it; then {@link #gradient} has room for each critic, and {@link #report} is to be
     *     called
     */
    public boolean next(List<? extends Slot<? extends Critic>> critics) {
        boolean due = every > 0 && critics.size() > 1 && updates % every == 0;
        updates++;
        if (due && !series.of(critics)) {
            series = new Series(critics, size);
        }
        return due;
    }

    /** How many critics there are. */
    public int critics() {
        return series.paths.length;
    }

    /**
     * The gradient of a critic.
     *
     * @param critic from 0, in the order of the slots
     * @return [p], to be written to
     */
    public float[] gradient(int critic) {
        return series.gradients[critic];
    }

    /**
     * Reports what was measured.
     *
     * @param together [p], the gradient of what all critics say together
     */
    public void report(float[] together) {
        int count = critics();
        double square = product(together, together);
        for (int a = 0; a < count; a++) {
            float[] own = series.gradients[a];
            series.lengths[a] = Math.sqrt(product(own, own));
            record(series.norms[a], series.lengths[a]);
            record(series.shares[a], product(own, together) / square);
        }
        for (int a = 0; a < count; a++) {
            for (int b = a + 1; b < count; b++) {
                double cosine =
                        product(series.gradients[a], series.gradients[b]) / (series.lengths[a] * series.lengths[b]);
                record(series.cosines[a][b], Math.max(-1, Math.min(1, cosine)));
            }
        }
    }

    private void record(String name, double value) {
        if (Double.isFinite(value)) {
            metrics.record(name, value);
        }
    }

    /** In double precision, with four sums that do not wait for one another. */
    private static double product(float[] x, float[] y) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int whole = x.length - x.length % 4;
        for (int i = 0; i < whole; i += 4) {
            first += (double) x[i] * y[i];
            second += (double) x[i + 1] * y[i + 1];
            third += (double) x[i + 2] * y[i + 2];
            fourth += (double) x[i + 3] * y[i + 3];
        }
        for (int i = whole; i < x.length; i++) {
            first += (double) x[i] * y[i];
        }
        return first + second + third + fourth;
    }

    /** Writes how many updates there were, so that a run that goes on measures in the same ones. */
    public void save(StateWriter out) {
        out.put("updates", updates);
    }

    /** Reads how many updates there were. */
    public void load(StateReader in) {
        long[] saved = {updates};
        in.read("updates", saved);
        updates = saved[0];
    }
}
