package io.polycritic.plugins.environments.language;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.preference.ComparisonStream;

/** Comparisons that are collected when they are first asked for, then yielded in a new order in each pass. */
final class CollectedComparisons implements ComparisonStream {
    private final PartContext context;
    private final LabelCollection collection;
    private final int count;
    private final int heldOut;
    private final ComparisonTable table;
    private final EnvironmentSpec spec;
    private final int[] order;
    private int next;

    CollectedComparisons(PartContext context, LabelCollection collection, int count, int heldOut) {
        this.context = context;
        this.collection = collection;
        this.count = count;
        this.heldOut = heldOut;
        this.table = new ComparisonTable(collection.space(), count + heldOut);
        this.spec = EnvironmentSpec.single(table.rows(), Space.EMPTY, Space.EMPTY, 0, 0);
        this.order = new int[count];
        this.next = count;
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = collection.wiring();
        spec.observation().fields().forEach(wiring::offers);
        return wiring.build();
    }

    @Override
    public boolean next(Batch batch) {
        fill();
        for (int row = 0; row < batch.rows(); row++) {
            if (next == count) {
                context.random("order").shuffle(order);
                next = 0;
            }
            table.copy(order[next++], batch, row);
        }
        return true;
    }

    private void fill() {
        if (!table.isFull()) {
            collection.collect(table);
        }
    }

    /** There are none for choosing between settings. */
    @Override
    public int items(Split split) {
        return switch (split) {
            case TRAIN -> count;
            case VALIDATION -> 0;
            case TEST -> heldOut;
        };
    }

    private int place(Split split, int item) {
        if (item < 0 || item >= items(split)) {
            throw new IllegalArgumentException(
                    "there is no comparison " + item + " in " + split + ", which has " + items(split));
        }
        return split == Split.TRAIN ? item : count + item;
    }

    @Override
    public void read(Split split, int[] items, Batch batch) {
        fill();
        for (int row = 0; row < items.length; row++) {
            table.copy(place(split, items[row]), batch, row);
        }
    }

    @Override
    public void judge(Split split, int[] items, float[] logits) {
        fill();
        for (int row = 0; row < items.length; row++) {
            logits[row] = table.logit(place(split, items[row]));
        }
    }

    @Override
    public void save(StateWriter out) {
        table.save(out);
        long[] places = new long[count];
        for (int i = 0; i < count; i++) {
            places[i] = order[i];
        }
        out.put("order", places);
        out.put("next", next);
    }

    @Override
    public void load(StateReader in) {
        table.load(in);
        long[] places = new long[count];
        long[] at = new long[1];
        if (in.read("order", places) & in.read("next", at)) {
            for (int i = 0; i < count; i++) {
                order[i] = (int) places[i];
            }
            next = (int) at[0];
        }
    }
}
