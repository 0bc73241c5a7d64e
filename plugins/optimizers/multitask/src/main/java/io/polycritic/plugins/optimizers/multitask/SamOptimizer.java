package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.NonFiniteException;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.multitask.ParameterGroup;
import io.polycritic.multitask.Perturbation;
import io.polycritic.multitask.Products;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sharpness-aware minimisation (Foret et al., 2021, algorithm 1): the base optimizer follows the gradient of the
 * weighted sum of all objectives at w + e(w), with one {@link Perturbation} of the whole vector.
 */
final class SamOptimizer implements GradientOptimizer {
    private final PartContext context;
    private final Below below;
    private final Perturbation perturbation;
    private final Map<String, Map<String, Room>> rooms = new TreeMap<>();

    /** Arrays of one vector. */
    private static final class Room {
        private final Parameters parameters;
        private final ParameterGroup whole;
        private final float[] kept;
        private final float[] gradient;
        private final Direction direction;

        Room(Parameters parameters) {
            this.parameters = parameters;
            this.whole = ParameterGroup.shared(parameters, List.of());
            this.kept = new float[parameters.size()];
            this.gradient = new float[parameters.size()];
            this.direction = new Direction(gradient);
        }
    }

    SamOptimizer(PartContext context, Below below, Perturbation perturbation) {
        this.context = context;
        this.below = below;
        this.perturbation = perturbation;
    }

    @Override
    public Wiring wiring() {
        return below.wiring().build();
    }

    @Override
    public double step(String owner, Parameters parameters, Objectives objectives) {
        Room room = room(owner, parameters);
        float[] values = parameters.values();
        double loss = objectives.evaluateSum(room.gradient);
        check(owner, loss, room, objectives);
        System.arraycopy(values, 0, room.kept, 0, values.length);
        try {
            perturbation.apply(room.whole, room.gradient, values, context.path());
            double displaced = objectives.evaluateSum(room.gradient);
            check(context.path(), displaced, room, objectives);
            context.metrics().record("displacedLoss", displaced);
        } finally {
            System.arraycopy(room.kept, 0, values, 0, values.length);
        }
        return below.base().step(owner, parameters, room.direction.of(objectives, loss));
    }

    private static void check(String path, double loss, Room room, Objectives objectives) {
        double norm = Math.sqrt(Products.dot(room.gradient, room.gradient));
        NonFiniteException.check(path, loss, norm, objectives);
    }

    private Room room(String owner, Parameters parameters) {
        Map<String, Room> owned = rooms.get(owner);
        Room found = owned == null ? null : owned.get(parameters.name());
        if (found == null || found.parameters != parameters) {
            found = new Room(parameters);
            rooms.computeIfAbsent(owner, key -> new TreeMap<>()).put(parameters.name(), found);
        }
        return found;
    }

    @Override
    public void forget(String owner) {
        rooms.remove(owner);
    }

    @Override
    public void rename(String owner, String other) {
        rooms.remove(owner);
        rooms.remove(other);
    }

    @Override
    public void copy(String owner, String from) {
        rooms.remove(owner);
    }

    @Override
    public void save(StateWriter out) {
        // All state is the base optimizer's.
    }

    @Override
    public void load(StateReader in) {
        // All state is the base optimizer's.
    }
}
