package io.polycritic.plugins.example;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.List;
import java.util.stream.IntStream;

/** The part of {@link ExampleCorridor}. */
record Corridor(int length, double slip, int limit, PartContext context, List<CorridorLane> open) implements World {
    Corridor(int length, double slip, int limit, PartContext context) {
        this(length, slip, limit, context, new java.util.ArrayList<>());
    }

    @Override
    public EnvironmentSpec spec() {
        FieldSpec cell = FieldSpec.numbers("cell").within(0, length - 1).in("cells", 1.0 / length);
        FieldSpec way = FieldSpec.category("way", 2);
        Space signals = Space.of(FieldSpec.numbers(EnvironmentSpec.REWARD).within(-1, -1));
        return EnvironmentSpec.single(Space.of(cell), Space.of(way), signals, limit, 0);
    }

    @Override
    public List<Lane> lanes(int count) {
        if (open.size() != count) {
            open.clear();
            IntStream.range(0, count)
                    .forEach(i -> open.add(new CorridorLane(length - 1, slip, limit, context.random("lane-" + i))));
        }
        return List.copyOf(open);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        out.put("cells", open.stream().mapToLong(lane -> lane.cell).toArray());
        out.put("steps", open.stream().mapToLong(lane -> lane.steps).toArray());
    }

    @Override
    public void load(StateReader in) {
        long[] cells = in.longs("cells").orElse(new long[0]);
        long[] steps = in.longs("steps").orElse(cells);
        lanes(cells.length);
        IntStream.range(0, cells.length).forEach(i -> open.get(i).seat((int) cells[i], (int) steps[i]));
    }
}
