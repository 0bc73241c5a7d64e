package io.polycritic.plugins.environments.queues;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.rl.SystemWorld;
import java.util.ArrayList;
import java.util.List;

/** Edge networks side by side. */
final class MecWorld implements SystemWorld {
    private final MecSetup setup;
    private final MecSystem system;
    private final PartContext context;
    private final EnvironmentSpec spec;
    private List<MecLane> lanes = List.of();

    MecWorld(MecSetup setup, MecSystem system, PartContext context) {
        this.setup = setup;
        this.system = system.checked(setup.cloud());
        this.context = context;
        this.spec = MecSpaces.spec(setup, setup.rows(system.most()));
        if (setup.load() >= 1 && !setup.cloud()) {
            context.logger()
                    .log(
                            System.Logger.Level.WARNING,
                            "unstable queue: the load is {0} and there is no cloud, so delays grow without limit",
                            setup.load());
        }
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public EnvironmentSpec spec(String name) {
        return MecSpaces.spec(
                setup, setup.rows(system.named(name, setup.cloud()).most()));
    }

    @Override
    public List<Lane> lanes(int count) {
        if (lanes.size() != count) {
            List<MecLane> opened = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                opened.add(new MecLane(setup, system, spec, context.random(name(i)), context.logger()));
            }
            lanes = List.copyOf(opened);
        }
        return List.copyOf(lanes); // an unmodifiable list is its own copy
    }

    @Override
    public List<Lane> lanes(String name, long[] seeds) {
        MecSystem other = system.named(name, setup.cloud());
        EnvironmentSpec like = spec(name);
        List<Lane> opened = new ArrayList<>();
        for (long seed : seeds) {
            opened.add(new MecLane(setup, other, like, RandomStream.of(seed, "mec-queue", name), context.logger()));
        }
        return opened;
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

    private static String name(int lane) {
        return "lane-" + lane;
    }
}
