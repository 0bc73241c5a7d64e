package io.polycritic.plugins.environments.robotics;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import java.util.ArrayList;
import java.util.List;

/** What a tabletop shows, takes and reports. */
final class TabletopSpaces {
    /** The force that counts as 1 in the observation, in N. */
    static final double FORCE_UNIT = 8;

    /** The greatest observed force, in units of {@link #FORCE_UNIT}. */
    static final double FORCE_CLIP = 2;

    private static final double POSITION_SCALE = 4;
    private static final double VELOCITY_SCALE = 3;
    private static final double OFFSET_SCALE = 10;

    private TabletopSpaces() {}

    static EnvironmentSpec spec(TabletopSetup setup) {
        return EnvironmentSpec.single(
                observation(setup),
                Space.of(FieldSpec.numbers("tip.move", 3).within(-1, 1)),
                signals(setup),
                setup.maxEpisodeSteps(),
                TabletopSetup.CONTROL_SECONDS);
    }

    /** The name of a block in fields: {@code block}, {@code block2}. */
    static String blockName(int block) {
        return block == 0 ? "block" : "block" + (block + 1);
    }

    private static Space observation(TabletopSetup setup) {
        List<FieldSpec> fields = new ArrayList<>();
        fields.add(FieldSpec.numbers("tip.position", 3).in("m", POSITION_SCALE));
        fields.add(FieldSpec.numbers("tip.velocity", 3).in("m/s", VELOCITY_SCALE));
        for (int block = 0; block < setup.blocks(); block++) {
            String name = blockName(block);
            fields.add(FieldSpec.numbers(name + ".position", 3).in("m", POSITION_SCALE));
            fields.add(FieldSpec.numbers(name + ".velocity", 3).in("m/s", VELOCITY_SCALE));
            fields.add(FieldSpec.numbers(name + ".yaw", 2).within(-1, 1));
            fields.add(FieldSpec.numbers(name + ".up").within(-1, 1));
            fields.add(FieldSpec.numbers(name + ".offset", 3).in("m", OFFSET_SCALE));
        }
        fields.add(FieldSpec.numbers("tip.force").within(0, FORCE_CLIP).in("8 N", 1));
        fields.add(FieldSpec.numbers("tip.touch").within(0, 1));
        if (setup.goal()) {
            fields.add(FieldSpec.numbers("goal.position", 2).in("m", POSITION_SCALE));
        }
        return Space.of(fields.toArray(FieldSpec[]::new));
    }

    private static Space signals(TabletopSetup setup) {
        List<FieldSpec> fields = new ArrayList<>();
        fields.add(FieldSpec.numbers("contact.force")
                .within(0, Double.POSITIVE_INFINITY)
                .in("N", 1 / FORCE_UNIT));
        fields.add(FieldSpec.numbers("table.touch").within(0, 1));
        fields.add(FieldSpec.numbers("block.off").within(0, 1));
        fields.add(FieldSpec.numbers("violation").within(0, 1));
        if (setup.goal()) {
            fields.add(FieldSpec.numbers(EnvironmentSpec.REWARD));
        }
        return Space.of(fields.toArray(FieldSpec[]::new));
    }
}
