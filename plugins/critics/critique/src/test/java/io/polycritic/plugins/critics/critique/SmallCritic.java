package io.polycritic.plugins.critics.critique;

import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.environments.reasoning.ShapeScenes;
import io.polycritic.vlm.TinyVlm;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.Written;
import java.util.Map;

/** An untrained model that others act through. */
record SmallCritic(TinyVlm model, Parameters parameters) implements VlmLearner {
    private static final TinyVlm.Form FORM = new TinyVlm.Form(8, 2, 1, 4, 104);

    /** A run on scenes that can act through a critic and through a reasoner. */
    static TestRun run() {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new ShapeScenes(), Map.of());
        Space rows = run.context("critics.critique").environment().observation();
        for (Written written : Written.values()) {
            SmallCritic learner = of(rows, written);
            run.frozen(written.toString(), new TestSubject(0, Map.of("learner", learner), null));
        }
        return run;
    }

    private static SmallCritic of(Space rows, Written written) {
        TinyVlm model = TinyVlm.of(rows, FORM, written);
        return new SmallCritic(model, model.create(RandomStream.of(3, "test", written.toString())));
    }

    @Override
    public Update update() {
        throw new UnsupportedOperationException("it is frozen");
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
