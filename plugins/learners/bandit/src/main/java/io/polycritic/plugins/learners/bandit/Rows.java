package io.polycritic.plugins.learners.bandit;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.rl.RowSets;

/** Where things are in an observation that is a set of rows, among which actions choose. */
final class Rows {
    private final Space space;
    private final int count;
    private final int present;

    private Rows(Space space) {
        this.space = space;
        this.count = RowSets.rows(space);
        this.present = space.offset(RowSets.PRESENT);
    }

    /** Reads a world's spaces, or refuses them. */
    static Rows of(EnvironmentSpec world, String plugin) {
        boolean fits = RowSets.is(world.observation())
                && world.action().isCategory()
                && world.action().fields().get(0).high() + 1 == RowSets.rows(world.observation());
        if (!fits) {
            throw new InvalidConfigException(
                    "environment",
                    plugin + " chooses a row of a set of rows, found observations " + world.observation()
                            + " and actions " + world.action());
        }
        return new Rows(world.observation());
    }

    int count() {
        return count;
    }

    /** Whether a row exists in the observation that begins at an index. */
    boolean present(float[] observations, int at, int row) {
        return observations[at + present + row] > 0;
    }

    /** Where a field of one number a row begins; a field that does not exist is the fault of a setting. */
    int field(String setting, String name) {
        if (!space.has(name) || space.field(name).width() != count) {
            throw new InvalidConfigException(
                    setting,
                    "found '" + name + "', allowed are fields of one number a row: "
                            + space.fields().stream()
                                    .filter(field -> field.width() == count)
                                    .map(field -> field.name())
                                    .toList());
        }
        return space.offset(name);
    }
}
