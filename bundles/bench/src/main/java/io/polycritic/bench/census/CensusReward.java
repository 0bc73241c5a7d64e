package io.polycritic.bench.census;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of {@link CensusRewards}: the numbers of each lane must come one after the other, without a gap and without
 * one twice, for each occupant of the environment's slot by itself. All that it knows is state, so what a rollback
 * takes out of the run's history is taken out of the count.
 */
final class CensusReward implements RewardModel {
    private static final int COUNTS = 3;

    private final Census census;
    private final String name;
    private final Metrics metrics;
    private final int lanes;
    private final Map<Long, long[]> numbers = new TreeMap<>();
    private long transitions;
    private long skipped;
    private long repeated;
    private long ended;

    CensusReward(Census census, String name, Metrics metrics, int lanes) {
        this.census = census;
        this.name = name;
        this.metrics = metrics;
        this.lanes = lanes;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .needs(FieldSpec.numbers(Fields.SIGNALS, CensusWorld.SIGNALS))
                .offers(FieldSpec.numbers(Fields.rewards(name)))
                .build();
    }

    @Override
    public void score(Batch batch) {
        Arrays.fill(batch.put(FieldSpec.numbers(Fields.rewards(name))), 0);
    }

    @Override
    public void learn(Batch batch) {
        float[] signals = batch.numbers(Fields.SIGNALS);
        for (int row = 0; row < batch.rows(); row++) {
            int at = row * CensusWorld.SIGNALS;
            count(CensusWorld.occupant(signals[at + 1], signals[at + 2]), row % lanes, (long) signals[at + 3]);
        }
        metrics.record("transitions", transitions);
        ended = census.ends(ended);
    }

    private void count(long occupant, int lane, long number) {
        long[] last = numbers.computeIfAbsent(occupant, key -> new long[lanes]);
        transitions++;
        if (number <= last[lane]) {
            repeated++;
        } else {
            skipped += number - last[lane] - 1;
            last[lane] = number;
        }
    }

    @Override
    public void save(StateWriter out) {
        out.put("counts", transitions, skipped, repeated);
        out.put(
                "occupants",
                numbers.keySet().stream().mapToLong(Long::longValue).toArray());
        out.put(
                "numbers",
                numbers.values().stream().flatMapToLong(Arrays::stream).toArray());
    }

    @Override
    public void load(StateReader in) {
        long[] counts = new long[COUNTS];
        in.read("counts", counts);
        transitions = counts[0];
        skipped = counts[1];
        repeated = counts[2];
        long[] occupants = in.longs("occupants").orElse(new long[0]);
        long[] all = in.longs("numbers").orElse(new long[0]);
        for (int i = 0; i < occupants.length; i++) {
            numbers.put(occupants[i], Arrays.copyOfRange(all, i * lanes, (i + 1) * lanes));
        }
    }

    @Override
    public void close() {
        Map<Long, long[]> copy = new TreeMap<>();
        numbers.forEach((occupant, last) -> copy.put(occupant, last.clone()));
        census.learned(new Census.Learned(copy, transitions, skipped, repeated));
    }
}
