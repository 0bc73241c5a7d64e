package io.polycritic.plugins.environments.robotics;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.ArrayList;
import java.util.List;

/** Tables side by side, each simulated on its own. */
final class TabletopWorld implements World {
    private final TabletopSetup setup;
    private final PartContext context;
    private final EnvironmentSpec spec;
    private List<TabletopLane> lanes = List.of();

    TabletopWorld(TabletopSetup setup, PartContext context) {
        this.setup = setup;
        this.context = context;
        this.spec = TabletopSpaces.spec(setup);
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public List<Lane> lanes(int count) {
        if (lanes.size() != count) {
            close();
            List<TabletopLane> opened = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                opened.add(new TabletopLane(setup, spec, context.random(name(i))));
            }
            lanes = opened;
        }
        return List.copyOf(lanes);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        out.put("lanes", lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).save(out.under(name(i)));
        }
    }

    @Override
    public void load(StateReader in) {
        long[] count = {lanes.size()};
        in.read("lanes", count);
        lanes((int) count[0]);
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).load(in.under(name(i)));
        }
    }

    @Override
    public void close() {
        lanes.forEach(TabletopLane::close);
        lanes = List.of();
    }

    private static String name(int lane) {
        return "lane-" + lane;
    }
}
