package io.polycritic.plugins.environments.memory;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Remembered rows on their way through a reward model. */
final class Rescoring {
    private final Slot<RewardModel> slot;
    private final String field;
    private final List<FieldSpec> needs;
    private final List<String> missing = new ArrayList<>();

    /** Looks whether columns hold what a reward model needs. */
    Rescoring(Slot<RewardModel> slot, Map<String, Column> columns) {
        this.slot = slot;
        this.field = Fields.rewards(slot.name());
        this.needs = slot.get().wiring().needs();
        for (FieldSpec need : needs) {
            Column column = columns.get(need.name());
            if (column == null || column.width() != need.width()) {
                missing.add(need.name());
            }
        }
    }

    /** What the columns lack; empty where rows can be scored. */
    List<String> missing() {
        return missing;
    }

    /** As many rows as are scored at a time, in the shape in which reward models see new steps. */
    record Chunk(Batch batch, int[] positions) {
        static Chunk of(int steps, int lanes) {
            return new Chunk(new Batch(Shape.of(steps, lanes)), new int[steps * lanes]);
        }
    }

    /** Scores the first rows of a chunk; where there are less than it has room for, the last one stands in. */
    void score(Map<String, Column> columns, Chunk chunk, int count) {
        int[] positions = chunk.positions;
        for (int i = count; i < positions.length; i++) {
            positions[i] = positions[count - 1];
        }
        for (int i = 0; i < needs.size(); i++) {
            FieldSpec need = needs.get(i);
            columns.get(need.name()).gather(positions, chunk.batch.put(need));
        }
        slot.get().score(chunk.batch);
        Column rewards = columns.get(field);
        float[] scored = chunk.batch.numbers(field);
        for (int i = 0; i < count; i++) {
            rewards.write(scored, i, positions[i]);
        }
    }
}
