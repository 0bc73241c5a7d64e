package io.polycritic.plugins.environments.queues;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import java.util.Arrays;

/** Tasks that are on their way to the cloud or in it, where each has its full speed. */
final class Cloud {
    /** When a task is completed, and when it arrived in the system. */
    private double[] times = new double[32];

    private int count;

    void open() {
        count = 0;
    }

    void place(double completed, double arrived) {
        if (2 * count == times.length) {
            times = Arrays.copyOf(times, 2 * times.length);
        }
        times[2 * count] = completed;
        times[2 * count + 1] = arrived;
        count++;
    }

    /** Lets time go on; returns the sum over completed tasks of the time from arrival to completion, in s. */
    double advance(double until) {
        double delays = 0;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (times[2 * i] <= until) {
                delays += times[2 * i] - times[2 * i + 1];
            } else {
                times[2 * kept] = times[2 * i];
                times[2 * kept + 1] = times[2 * i + 1];
                kept++;
            }
        }
        count = kept;
        return delays;
    }

    void save(StateWriter out) {
        out.put("cloud", Arrays.copyOf(times, 2 * count));
    }

    void load(StateReader in) {
        double[] saved = in.doubles("cloud").orElse(new double[0]);
        open();
        for (int i = 0; i < saved.length; i += 2) {
            place(saved[i], saved[i + 1]);
        }
    }
}
