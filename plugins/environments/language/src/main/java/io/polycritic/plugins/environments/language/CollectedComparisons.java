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
        return collection.wiring();
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

    @Override
    public int heldOut() {
        return heldOut;
    }

    @Override
    public void heldOut(int from, Batch batch) {
        if (from < 0 || from + batch.rows() > heldOut) {
            throw new IllegalArgumentException("comparisons " + from + " to " + (from + batch.rows() - 1)
                    + " were asked for, kept apart are " + heldOut);
        }
        fill();
        for (int row = 0; row < batch.rows(); row++) {
            table.copyJudged(count + from + row, batch, row);
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
