package io.polycritic.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis.
 *
 * @param least the value at its beginning
 * @param most the value at its end
 * @param from where it begins, in pixels
 * @param to where it ends, in pixels
 */
record Axis(double least, double most, double from, double to) {
    private static final int TICKS = 5;

    /** An axis over values that are finite, with a little room at each end; one value alone lies in its middle. */
    static Axis over(double least, double most, double from, double to) {
        double room = most > least ? (most - least) * 0.04 : Math.max(Math.abs(least) * 0.1, 0.5);
        return new Axis(least - room, most + room, from, to);
    }

    /** The pixel of a value. */
    double at(double value) {
        return from + (value - least) / (most - least) * (to - from);
    }

    /** Round values, about five of them. */
    List<Double> ticks() {
        double raw = (most - least) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double share = raw / power;
        double step = power * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        for (double i = Math.ceil(least / step); i * step <= most; i++) {
            ticks.add(Math.abs(i) < 0.5 ? 0 : i * step);
        }
        return ticks;
    }

    /** A tick's value as people read it. */
    static String label(double value) {
        double size = Math.abs(value);
        if (size >= 1e6) {
            return plain(value / 1e6) + " M";
        }
        return size >= 1e4 ? plain(value / 1e3) + " k" : plain(value);
    }

    private static String plain(double value) {
        String text = String.format(Locale.ROOT, "%.4g", value == 0 ? 0 : value);
        return text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
