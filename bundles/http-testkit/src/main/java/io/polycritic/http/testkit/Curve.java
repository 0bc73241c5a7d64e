package io.polycritic.http.testkit;

import io.polycritic.api.control.SeriesView;
import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;

/** A metric series that goes from one value to another, exponentially, with noise. */
final class Curve {
    private final String name;
    private final double first;
    private final double last;
    private final double speed;
    private final double noise;
    private final int every;
    private final RandomStream random;
    private long[] updates = new long[1024];
    private long[] steps = new long[1024];
    private double[] values = new double[1024];
    private int size;
    private double bump;
    private double drift;

    /**
     * Makes a curve without points.
     *
     * @param name the series' name
     * @param first where it begins
     * @param last where it tends to
     * @param speed how many times over the budget it comes e times nearer
     * @param noise standard deviation of the noise, as a share of the way from first to last
     * @param every it is reported at every so many reports
     */
    Curve(String name, double first, double last, double speed, double noise, int every) {
        this.name = name;
        this.first = first;
        this.last = last;
        this.speed = speed;
        this.noise = noise * (first == last ? 1 : Math.abs(last - first));
        this.every = every;
        random = RandomStream.of(1, name, "curve");
    }

    String name() {
        return name;
    }

    /** Adds a point if one is due; returns whether it did. */
    boolean report(long report, long update, long step, double progress) {
        if (report % every != 0) {
            return false;
        }
        drift = 0.9 * drift + noise * random.nextGaussian() * 0.4;
        bump *= 0.985;
        add(
                update,
                step,
                last + (first - last) * Math.exp(-speed * progress) + drift + noise * random.nextGaussian() + bump);
        return true;
    }

    /** Sets a new level from now on, as a change of a weight does. */
    Curve at(double level) {
        Curve flat = new Curve(name, level, level, 0, 0, every);
        flat.updates = updates;
        flat.steps = steps;
        flat.values = values;
        flat.size = size;
        return flat;
    }

    /** Lifts the curve, which then comes back, as the exchange of a part does. */
    void shake() {
        bump += 0.45 * (first - last);
    }

    void add(long update, long step, double value) {
        if (size == values.length) {
            updates = Arrays.copyOf(updates, 2 * size);
            steps = Arrays.copyOf(steps, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        updates[size] = update;
        steps[size] = step;
        values[size++] = value;
    }

    /** Forgets the points after an update. */
    void cut(long update) {
        while (size > 0 && updates[size - 1] > update) {
            size--;
        }
    }

    boolean isBegun() {
        return size > 0;
    }

    double latest() {
        return size == 0 ? Double.NaN : values[size - 1];
    }

    SeriesView view(int maxPoints) {
        int stride = Math.max(1, (size + maxPoints - 1) / maxPoints);
        int count = (size + stride - 1) / stride;
        long[] u = new long[count];
        long[] s = new long[count];
        double[] v = new double[count];
        for (int i = 0; i < count; i++) {
            u[i] = updates[i * stride];
            s[i] = steps[i * stride];
            v[i] = values[i * stride];
        }
        return new SeriesView(name, u, s, v);
    }
}
