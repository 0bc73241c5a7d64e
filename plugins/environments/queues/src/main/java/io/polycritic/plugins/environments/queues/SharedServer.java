package io.polycritic.plugins.environments.queues;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import java.util.Arrays;

/**
 * A server that shares its speed equally among the tasks it holds (processor sharing), from event to event without
 * rounding of time. A task is under way until it joins; from then on it has a part of the speed until its work is done.
 */
final class SharedServer {
    private double speed;
    private double now;
    private int count;

    /** Cycles that are left, of each task. */
    private double[] residual = new double[16];

    /** When each task joins, or joined. */
    private double[] joins = new double[16];

    /** When each task arrived in the system. */
    private double[] arrived = new double[16];

    private boolean[] joined = new boolean[16];

    /** What has become of tasks while time went on. */
    private double delays;

    private double times;
    private double foreseen;

    /** The task whose own time is wanted; -1 for none. */
    private int watched = -1;

    /** Begins anew, without tasks. */
    void open(double cyclesPerSecond, double time) {
        speed = cyclesPerSecond;
        now = time;
        count = 0;
    }

    /** A copy of another server's state in this one, without allocation where there is room. */
    void copy(SharedServer other) {
        open(other.speed, other.now);
        room(other.count);
        System.arraycopy(other.residual, 0, residual, 0, other.count);
        System.arraycopy(other.joins, 0, joins, 0, other.count);
        System.arraycopy(other.arrived, 0, arrived, 0, other.count);
        System.arraycopy(other.joined, 0, joined, 0, other.count);
        count = other.count;
    }

    private void room(int tasks) {
        if (tasks > residual.length) {
            int size = Math.max(tasks, 2 * residual.length);
            residual = Arrays.copyOf(residual, size);
            joins = Arrays.copyOf(joins, size);
            arrived = Arrays.copyOf(arrived, size);
            joined = Arrays.copyOf(joined, size);
        }
    }

    /** Takes a task that arrives now, in s, and joins after its upload. */
    void place(double upload, double cycles) {
        room(count + 1);
        residual[count] = cycles;
        joins[count] = now + upload;
        arrived[count] = now;
        joined[count] = upload <= 0;
        count++;
    }

    int count() {
        return count;
    }

    double residual(int task) {
        return residual[task];
    }

    double speed() {
        return speed;
    }

    /**
     * Lets time go on.
     *
     * @param until a time not before the present one; infinite to serve all tasks
     * @return the sum over tasks that were completed of the time from arrival to completion, in s
     */
    double advance(double until) {
        delays = 0;
        times = 0;
        double start = now;
        while (count > 0 && event(until, start)) {
            // Each pass handles one event.
        }
        now = Double.isInfinite(until) ? now : until;
        return delays;
    }

    /** Goes on to the next event, or to the end; whether there was an event. */
    private boolean event(double until, double start) {
        int active = 0;
        int least = -1;
        double join = Double.POSITIVE_INFINITY;
        int joining = -1;
        for (int i = 0; i < count; i++) {
            if (joined[i]) {
                active++;
                least = least < 0 || residual[i] < residual[least] ? i : least;
            } else if (joins[i] < join) {
                join = joins[i];
                joining = i;
            }
        }
        double done = least < 0 ? Double.POSITIVE_INFINITY : now + residual[least] * active / speed;
        double next = Math.min(done, join);
        double end = Math.min(next, until);
        double served = active == 0 ? 0 : (end - now) * speed / active;
        for (int i = 0; served > 0 && i < count; i++) {
            if (joined[i]) {
                residual[i] = Math.max(0, residual[i] - served);
            }
        }
        now = end;
        if (next > until) {
            return false;
        }
        if (done <= join) {
            delays += now - arrived[least];
            times += now - start;
            foreseen = least == watched ? now - start : foreseen;
            remove(least);
        } else {
            joined[joining] = true;
        }
        return true;
    }

    private void remove(int task) {
        count--;
        watched = task == watched ? -1 : task < watched ? watched - 1 : watched;
        for (int i = task; i < count; i++) {
            residual[i] = residual[i + 1];
            joins[i] = joins[i + 1];
            arrived[i] = arrived[i + 1];
            joined[i] = joined[i + 1];
        }
    }

    /**
     * The potential: the sum over all tasks of the time until each is completed if nothing more arrives, in s.
     *
     * @param scratch a server to try it on
     */
    double potential(SharedServer scratch) {
        scratch.copy(this);
        scratch.advance(Double.POSITIVE_INFINITY);
        return scratch.times;
    }

    /**
     * Serves all tasks of this server and one more that is placed now, on another server: there {@link #remaining} is
     * the potential with it, and {@link #foreseen} its own delay.
     */
    void foresee(double upload, double cycles, SharedServer scratch) {
        scratch.copy(this);
        scratch.place(upload, cycles);
        scratch.watched = scratch.count - 1;
        scratch.advance(Double.POSITIVE_INFINITY);
    }

    /** The sum over tasks completed in the last {@link #advance} of the time from its begin to completion, in s. */
    double remaining() {
        return times;
    }

    /** The same of the one task that was foreseen, in s. */
    double foreseen() {
        return foreseen;
    }

    void save(StateWriter out) {
        double[] tasks = new double[4 * count];
        for (int i = 0; i < count; i++) {
            tasks[4 * i] = residual[i];
            tasks[4 * i + 1] = joins[i];
            tasks[4 * i + 2] = arrived[i];
            tasks[4 * i + 3] = joined[i] ? 1 : 0;
        }
        out.put("clock", new double[] {speed, now});
        out.put("tasks", tasks);
    }

    void load(StateReader in) {
        double[] clock = new double[2];
        double[] tasks = in.doubles("tasks").orElse(new double[0]);
        in.read("clock", clock);
        open(clock[0], clock[1]);
        room(tasks.length / 4);
        count = tasks.length / 4;
        for (int i = 0; i < count; i++) {
            residual[i] = tasks[4 * i];
            joins[i] = tasks[4 * i + 1];
            arrived[i] = tasks[4 * i + 2];
            joined[i] = tasks[4 * i + 3] == 1;
        }
    }
}
