package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.optimizer.TaskGradients;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;

/** Lets a base optimizer follow what an aggregator makes of the objectives' gradients of the shared parameters. */
final class SurgeryOptimizer implements GradientOptimizer {
    private final Below below;
    private final Absences absences;
    private final TaskSpaces spaces = new TaskSpaces();

    SurgeryOptimizer(PartContext context, Below below) {
        this.below = below;
        this.absences = new Absences(context);
    }

    @Override
    public Wiring wiring() {
        return below.wiring().build();
    }

    @Override
    public double step(String owner, Parameters parameters, Objectives objectives) {
        TaskSpace space = spaces.of(owner, parameters, objectives);
        space.activate(objectives);
        absences.count(objectives);
        if (space.active().length == 0) {
            return 0;
        }
        double loss = space.evaluate(objectives, owner);
        space.aggregate(below.aggregator(), TaskGradients.Aspect.LOSS, space.gradients, null, false);
        space.heads(space.gradients);
        return below.base().step(owner, parameters, space.step(objectives, loss));
    }

    @Override
    public void forget(String owner) {
        spaces.forget(owner);
    }

    @Override
    public void rename(String owner, String other) {
        spaces.forget(owner);
        spaces.forget(other);
    }

    @Override
    public void copy(String owner, String from) {
        spaces.forget(owner);
    }

    @Override
    public void save(StateWriter out) {
        absences.save(out);
    }

    @Override
    public void load(StateReader in) {
        absences.load(in);
    }
}
