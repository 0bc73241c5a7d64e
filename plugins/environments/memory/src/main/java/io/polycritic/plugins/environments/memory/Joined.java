package io.polycritic.plugins.environments.memory;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.rl.Transitions;
import java.util.List;
import java.util.Map;

/**
 * Joins up to n steps of an episode to one row: rewards become r_0 + gamma r_1 + .. (Watkins, "Learning from delayed
 * rewards", 1989, section 7.3), ending and next features are those of the last step joined.
 *
 * @param steps n
 * @param discount gamma
 */
record Joined(int steps, double discount) {
    private static final FieldSpec ELAPSED = FieldSpec.numbers(Transitions.ELAPSED);

    /** The memory as it is now. */
    record Ring(Map<String, Column> columns, List<FieldSpec> fields, int lanes, int capacity, int size, int head) {
        /** The position of the lane's next step, or -1 if that is not there. */
        int following(int position) {
            int behind = (head - 1 - position + capacity) % capacity;
            return behind < lanes ? -1 : (position + lanes) % capacity;
        }
    }

    /** Changes rows that were drawn. */
    void apply(Ring ring, int[] positions, Batch batch) {
        float[] elapsed = batch.put(ELAPSED);
        float[] endings = ring.columns.get(Fields.ENDING).numbers();
        for (int row = 0; row < positions.length; row++) {
            int last = positions[row];
            int made = 1;
            double factor = discount;
            while (made < steps && endings[last] == Ending.RUNNING.ordinal()) {
                int next = ring.following(last);
                if (next < 0) {
                    break;
                }
                add(ring, next, (float) factor, batch, row);
                last = next;
                factor *= discount;
                made++;
            }
            elapsed[row] = made;
            if (made > 1) {
                copy(ring, Fields.ENDING, last, batch, row);
                copy(ring, Fields.NEXT_FEATURES, last, batch, row);
            }
        }
    }

    private static void add(Ring ring, int position, float factor, Batch batch, int row) {
        for (int i = 0; i < ring.fields.size(); i++) {
            FieldSpec field = ring.fields.get(i);
            if (field.name().startsWith("rewards.")) {
                batch.numbers(field.name())[row] +=
                        factor * ring.columns.get(field.name()).numbers()[position];
            }
        }
    }

    private static void copy(Ring ring, String field, int position, Batch batch, int row) {
        Column column = ring.columns.get(field);
        System.arraycopy(
                column.numbers(),
                position * column.width(),
                batch.numbers(field),
                row * column.width(),
                column.width());
    }
}
