package io.polycritic.plugins.environments.control;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.environment.World;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.ArrayList;
import java.util.List;

/** A control task in any number of lanes. */
final class TaskWorld implements World {
    private final Task task;
    private final PartContext context;
    private final EnvironmentSpec spec;
    private List<TaskLane> lanes = List.of();

    TaskWorld(Task task, PartContext context) {
        this.task = task;
        this.context = context;
        this.spec = task.spec();
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public List<Lane> lanes(int count) {
        if (lanes.size() != count) {
            List<TaskLane> opened = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                opened.add(new TaskLane(task, spec, context.random(name(i))));
            }
            lanes = List.copyOf(opened);
        }
        return List.copyOf(lanes); // an unmodifiable list is its own copy
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
