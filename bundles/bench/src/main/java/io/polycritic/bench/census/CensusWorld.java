package io.polycritic.bench.census;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of {@link CensusWorlds}. It tells the occupant by the first number of a random stream: a part that is made
 * again as it was has the same one, and goes on counting; another occupant of the slot has another one, and begins at
 * 1.
 */
final class CensusWorld implements World {
    /** Signals: reward, two halves of the occupant's number, the transition's number. */
    static final int SIGNALS = 4;

    private static final long HALF = 1 << 24;
    private static final int LIMIT = 100;

    private final Census census;
    private final PartContext context;
    private final float noise;
    private final long occupant;
    private final List<CensusLane> open = new ArrayList<>();

    CensusWorld(Census census, PartContext context, float noise) {
        this.census = census;
        this.context = context;
        this.noise = noise;
        this.occupant = context.random("occupant").nextLong() & HALF * HALF - 1;
    }

    /** The number of an occupant, of the two signals that carry it. */
    static long occupant(float high, float low) {
        return (long) high * HALF + (long) low;
    }

    @Override
    public EnvironmentSpec spec() {
        Space observation = Space.of(
                FieldSpec.numbers("place").within(-3, 3),
                FieldSpec.numbers("speed").within(-3, 3));
        Space signals = Space.of(
                FieldSpec.numbers(EnvironmentSpec.REWARD).within(-3, 0),
                FieldSpec.numbers("occupantHigh").within(0, HALF),
                FieldSpec.numbers("occupantLow").within(0, HALF),
                FieldSpec.numbers("number").within(1, HALF));
        return EnvironmentSpec.single(observation, Space.of(FieldSpec.category("push", 3)), signals, LIMIT, 0);
    }

    @Override
    public List<Lane> lanes(int count) {
        census.begins();
        if (open.size() != count) {
            open.clear();
            for (int i = 0; i < count; i++) {
                open.add(new CensusLane(
                        noise,
                        LIMIT,
                        new float[] {0, occupant / HALF, occupant % HALF, 0},
                        context.random("lane-" + i)));
            }
        }
        return List.copyOf(open);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        out.put("occupant", occupant);
        out.put("numbers", numbers());
        out.put("elapsed", open.stream().mapToLong(lane -> lane.elapsed).toArray());
        float[] seats = new float[2 * open.size()];
        for (int i = 0; i < open.size(); i++) {
            System.arraycopy(open.get(i).observation(), 0, seats, 2 * i, 2);
        }
        out.put("seats", seats);
    }

    private long[] numbers() {
        return open.stream().mapToLong(lane -> lane.number).toArray();
    }

    @Override
    public void load(StateReader in) {
        long[] saved = in.longs("occupant").orElse(new long[] {-1});
        long[] numbers = in.longs("numbers").orElse(new long[0]);
        long[] elapsed = in.longs("elapsed").orElse(new long[0]);
        float[] seats = in.floats("seats").orElse(new float[0]);
        lanes(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            CensusLane lane = open.get(i);
            lane.elapsed = elapsed[i];
            lane.number = saved[0] == occupant ? numbers[i] : 0;
            System.arraycopy(seats, 2 * i, lane.observation(), 0, 2);
        }
    }

    @Override
    public void close() {
        census.made(occupant, numbers());
    }
}
