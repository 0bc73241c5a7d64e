package io.polycritic.plugins.environments.queues;

import io.polycritic.api.environment.Drawn;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.rl.RowSets;
import java.util.Arrays;
import java.util.List;

/**
 * One edge network. What is drawn does not depend on what is done, so that different policies meet the same servers,
 * tasks and arrivals.
 */
final class MecLane implements Lane, Drawn {
    /** The value of {@code placed} before a reset and after an ending. */
    private static final int NOT_RUNNING = -1;

    private static final double GIGA = 1e9;

    private final MecSetup setup;
    private final MecSystem system;
    private final RandomStream random;
    private final Overflow overflow;
    private final Arrivals arrivals;
    private final SharedServer[] servers;
    private final SharedServer scratch = new SharedServer();
    private final double[] uploads;
    private final float[] observation;
    private final float[] signals = new float[5];

    private final Cloud cloud = new Cloud();
    private final At at;
    private int present;
    private int placed = NOT_RUNNING;
    private double now;
    private double work;

    /** Where fields begin in an observation; -1 for those that are not told. */
    private record At(
            int present,
            int work,
            int upload,
            int frequency,
            int energy,
            int tasks,
            int residual,
            int cloud,
            int marginal) {
        static At of(Space space) {
            return new At(
                    space.offset(RowSets.PRESENT),
                    space.offset("work"),
                    space.offset("upload"),
                    space.offset("frequency"),
                    space.offset("energy"),
                    space.offset("tasks"),
                    space.offset(space.has("residual") ? "residual" : "residual.mean"),
                    space.offset("cloud"),
                    space.has(MecSpaces.MARGINAL) ? space.offset(MecSpaces.MARGINAL) : -1);
        }
    }

    /** Sums over the episode, in s and J. */
    private final double[] totals = new double[3];

    MecLane(MecSetup setup, MecSystem system, EnvironmentSpec spec, RandomStream random, System.Logger logger) {
        this.setup = setup;
        this.system = system;
        this.random = random;
        this.at = At.of(spec.observation());
        this.overflow = new Overflow(logger, MecSpaces.BINS * setup.binWidth());
        this.arrivals = new Arrivals(setup.burst(), setup.burstSeconds());
        this.servers = new SharedServer[system.most()];
        Arrays.setAll(servers, i -> new SharedServer());
        this.uploads = new double[RowSets.rows(spec.observation())];
        this.observation = new float[spec.observation().width()];
    }

    /** The first server's row. */
    private int first() {
        return setup.cloud() ? 1 : 0;
    }

    @Override
    public void reset() {
        present = system.least() + random.nextInt(system.most() - system.least() + 1);
        double sum = 0;
        for (int i = 0; i < present; i++) {
            double drawn = system.slowest() + (system.fastest() - system.slowest()) * random.nextDouble();
            double speed = GIGA * (system.listed().length > 0 ? system.listed()[i] : drawn);
            servers[i].open(speed, 0);
            sum += speed;
        }
        double served = present == 0 ? MecSetup.CLOUD_SPEED : sum;
        arrivals.open(setup.load() * served / MecSetup.MEAN_WORK, random);
        cloud.open();
        now = 0;
        placed = 0;
        Arrays.fill(totals, 0);
        Arrays.fill(signals, 0);
        advance(arrivals.next(random));
        receive();
        observe();
    }

    /** The next task: its work, and how long its upload to each row would take. */
    private void receive() {
        double bits = MecSetup.LEAST_BITS + (MecSetup.MOST_BITS - MecSetup.LEAST_BITS) * random.nextDouble();
        work = MecSetup.CYCLES_PER_BIT * bits;
        uploads[0] = bits / MecSetup.CLOUD_BANDWIDTH;
        for (int i = 0; i < present; i++) {
            double bandwidth = MecSetup.LEAST_BANDWIDTH
                    + (MecSetup.MOST_BANDWIDTH - MecSetup.LEAST_BANDWIDTH) * random.nextDouble();
            uploads[first() + i] = bits / bandwidth;
        }
    }

    @Override
    public Ending step(float[] actions, int offset) {
        if (placed == NOT_RUNNING) {
            throw new IllegalStateException("the episode is over or has not begun; reset the lane first");
        }
        int row = checked(actions[offset]);
        double marginal = place(row);
        signals[4] = (float) now;
        double energy = setup.energy(uploads[row], work, speed(row));
        signals[3] = (float) energy;
        totals[0] += marginal;
        totals[2] += energy;
        placed++;
        boolean last = placed == setup.tasks();
        double completed = advance(last ? Double.POSITIVE_INFINITY : now + arrivals.next(random));
        signals[2] = (float) completed;
        totals[1] += completed;
        if (last) {
            placed = NOT_RUNNING;
            return Ending.TERMINATED;
        }
        receive();
        observe();
        return Ending.RUNNING;
    }

    private int checked(float action) {
        boolean allowed = action == Math.rint(action) && action >= 0 && action < first() + present;
        if (!allowed) {
            throw new IllegalArgumentException("the action 'target' is " + action
                    + ", allowed is a whole number from 0 to " + (first() + present - 1) + ", a row that is present");
        }
        return (int) action;
    }

    private double speed(int row) {
        return row < first() ? MecSetup.CLOUD_SPEED : servers[row - first()].speed();
    }

    /** Sends the task to a row; returns by how much that raises the sum of remaining times. */
    private double place(int row) {
        double marginal = foresee(row);
        if (row < first()) {
            cloud.place(now + marginal, now);
            signals[1] = (float) marginal;
        } else {
            servers[row - first()].place(uploads[row], work);
            signals[1] = (float) scratch.foreseen();
        }
        signals[0] = (float) marginal;
        return marginal;
    }

    private double foresee(int row) {
        if (row < first()) {
            return uploads[row] + work / MecSetup.CLOUD_SPEED;
        }
        SharedServer server = servers[row - first()];
        double before = server.potential(scratch);
        server.foresee(uploads[row], work, scratch);
        return scratch.remaining() - before;
    }

    /** Lets time go on; returns the sum of the delays of the tasks that were completed. */
    private double advance(double until) {
        double completed = cloud.advance(until);
        for (int i = 0; i < present; i++) {
            completed += servers[i].advance(until);
        }
        now = Double.isInfinite(until) ? now : until;
        return completed;
    }

    private void observe() {
        Arrays.fill(observation, 0);
        for (int row = 0; row < first() + present; row++) {
            put(at.present, row, 1);
            put(at.work, row, work / GIGA);
            put(at.upload, row, uploads[row]);
            put(at.frequency, row, speed(row) / GIGA);
            put(at.energy, row, setup.energy(uploads[row], work, speed(row)));
            if (row < first()) {
                put(at.cloud, row, 1);
            } else {
                look(row, servers[row - first()]);
            }
            if (at.marginal >= 0) {
                put(at.marginal, row, foresee(row));
            }
        }
    }

    private void look(int row, SharedServer server) {
        put(at.tasks, row, server.count());
        if (setup.look().histogram()) {
            int first = at.residual + row * (MecSpaces.BINS + 1);
            for (int i = 0; i < server.count(); i++) {
                observation[first + bin(server.residual(i))]++;
            }
            overflow.count(server.count(), observation[first + MecSpaces.BINS]);
        } else {
            double sum = 0;
            for (int i = 0; i < server.count(); i++) {
                sum += server.residual(i) / GIGA;
            }
            put(at.residual, row, server.count() == 0 ? 0 : sum / server.count());
        }
    }

    private int bin(double cycles) {
        return (int) Math.min(MecSpaces.BINS, cycles / GIGA / setup.binWidth());
    }

    private void put(int field, int row, double value) {
        observation[field + row] = (float) value;
    }

    @Override
    public List<Mark> draw() {
        return QueueDrawing.draw(Arrays.asList(servers).subList(0, present), now, placed);
    }

    /** Sums over the episode so far: marginal delays, delays of completed tasks, both in s, and energy in J. */
    double[] totals() {
        return totals;
    }

    @Override
    public float[] observation() {
        return observation;
    }

    @Override
    public float[] signals() {
        return signals;
    }

    void save(StateWriter out) {
        out.put("counts", placed, present);
        out.put("clock", new double[] {now, work});
        out.put("totals", totals);
        out.put("uploads", uploads);
        out.put("signals", signals);
        cloud.save(out);
        arrivals.save(out.under("arrivals"));
        overflow.save(out);
        for (int i = 0; i < servers.length; i++) {
            servers[i].save(out.under("server-" + i));
        }
    }

    /** Continues from a saved state, or begins a new episode where that is one of other systems. */
    void load(StateReader in) {
        long[] counts = new long[2];
        double[] clock = new double[2];
        boolean whole = in.read("counts", counts) & in.read("clock", clock) & in.read("totals", totals);
        whole &= in.read("uploads", uploads) & in.read("signals", signals);
        if (!whole || counts[1] > servers.length) {
            reset();
            return;
        }
        placed = (int) counts[0];
        present = (int) counts[1];
        now = clock[0];
        work = clock[1];
        cloud.load(in);
        arrivals.load(in.under("arrivals"));
        for (int i = 0; i < servers.length; i++) {
            servers[i].load(in.under("server-" + i));
        }
        observe();
        overflow.load(in); // after observing, which counts once more
    }
}
