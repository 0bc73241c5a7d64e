package io.polycritic.rl;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import io.polycritic.nn.RowLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Observations that are a set of rows: all fields are numbers with a first axis of the same length R, and one of them,
 * {@value #PRESENT} [R], is 1 for rows that exist and 0 for those that only fill the array. At least one row exists.
 */
public final class RowSets {
    /** The field that says which rows exist. */
    public static final String PRESENT = "present";

    private RowSets() {}

    /** Whether a space is a set of rows. */
    public static boolean is(Space space) {
        if (!space.has(PRESENT) || space.field(PRESENT).shape().rank() != 1) {
            return false;
        }
        for (FieldSpec field : space.fields()) {
            if (field.type() != FieldType.NUMBER
                    || field.shape().rank() < 1
                    || field.shape().length(0) != rows(space)) {
                return false;
            }
        }
        return true;
    }

    /** The most rows of a set, R. */
    public static int rows(Space space) {
        return space.field(PRESENT).shape().length(0);
    }

    /**
     * Where rows lie in features that are an observation and what a network is conditioned on besides.
     *
     * @param space a set of rows
     * @param common how many numbers follow the observation
     */
    public static RowLayout layout(Space space, int common) {
        List<RowLayout.Block> blocks = new ArrayList<>();
        for (FieldSpec field : space.fields()) {
            if (!field.name().equals(PRESENT)) {
                blocks.add(new RowLayout.Block(space.offset(field.name()), field.width() / rows(space)));
            }
        }
        return new RowLayout(rows(space), blocks, space.offset(PRESENT), common, space.width() + common);
    }
}
