package io.polycritic.plugins.environments.preference;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.preference.ComparisonStream;
import io.polycritic.preference.Comparisons;
import java.util.Arrays;

/** Rows of a table of comparisons, drawn with replacement; another table is kept apart. Never ends. */
final class ItemComparisons implements ComparisonStream {
    private final ItemWorld world;
    private final ItemWorld.Pairs training;
    private final ItemWorld.Pairs test;
    private final RandomStream random;
    private final EnvironmentSpec spec;

    ItemComparisons(ItemWorld world, ItemWorld.Pairs training, ItemWorld.Pairs test, RandomStream random) {
        this.world = world;
        this.training = training;
        this.test = test;
        this.random = random;
        FieldSpec prompt = world.prompted() ? FieldSpec.numbers(Comparisons.PROMPT, ItemWorld.JUDGES) : null;
        FieldSpec response = FieldSpec.numbers(Comparisons.RESPONSE, world.features());
        this.spec = EnvironmentSpec.single(Comparisons.rows(prompt, response), Space.EMPTY, Space.EMPTY, 0, 0);
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder();
        spec.observation().fields().forEach(wiring::offers);
        return wiring.build();
    }

    @Override
    public boolean next(Batch batch) {
        put(batch);
        for (int row = 0; row < batch.rows(); row++) {
            copy(training, random.nextInt(training.judges().length), batch, row);
        }
        return true;
    }

    private void put(Batch batch) {
        for (FieldSpec field : spec.observation().fields()) {
            batch.put(field);
        }
    }

    private void copy(ItemWorld.Pairs pairs, int item, Batch batch, int row) {
        int f = world.features();
        System.arraycopy(pairs.first(), item * f, batch.numbers(Comparisons.FIRST), row * f, f);
        System.arraycopy(pairs.second(), item * f, batch.numbers(Comparisons.SECOND), row * f, f);
        batch.numbers(Comparisons.PREFERRED)[row] = pairs.preferred()[item];
        if (world.prompted()) {
            float[] prompts = batch.numbers(Comparisons.PROMPT);
            int at = row * ItemWorld.JUDGES;
            Arrays.fill(prompts, at, at + ItemWorld.JUDGES, 0);
            prompts[at + pairs.judges()[item]] = 1;
        }
    }

    /** There are none for choosing between settings. */
    private ItemWorld.Pairs of(Split split) {
        return switch (split) {
            case TRAIN -> training;
            case TEST -> test;
            case VALIDATION ->
                throw new IllegalArgumentException("there are no comparisons for validation; there are TRAIN and TEST");
        };
    }

    @Override
    public int items(Split split) {
        return split == Split.VALIDATION ? 0 : of(split).judges().length;
    }

    @Override
    public void read(Split split, int[] items, Batch batch) {
        put(batch);
        for (int row = 0; row < items.length; row++) {
            copy(of(split), items[row], batch, row);
        }
    }

    @Override
    public void judge(Split split, int[] items, float[] logits) {
        for (int row = 0; row < items.length; row++) {
            logits[row] = of(split).logits()[items[row]];
        }
    }

    @Override
    public void save(StateWriter out) {
        // The tables are drawn anew from the run's seed; the random stream is the run's.
    }

    @Override
    public void load(StateReader in) {
        // There is nothing to load.
    }
}
