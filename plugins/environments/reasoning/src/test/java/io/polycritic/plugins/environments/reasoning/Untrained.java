package io.polycritic.plugins.environments.reasoning;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.vlm.TinyVlm;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.Written;
import java.util.Map;

/**
 * A model that was taught nothing, whose paths are therefore wrong.
 *
 * @param model a small one
 * @param parameters its first values
 */
record Untrained(TinyVlm model, Parameters parameters) implements VlmLearner {
    /** A run with scenes and the frozen runs {@code reasoner} and {@code critic}. */
    static TestRun run() {
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        run.add("environment", new ShapeScenes(), Map.of());
        run.frozen("reasoner", new TestSubject(0, Map.of("learner", of(run, Written.PATH)), null));
        run.frozen("critic", new TestSubject(0, Map.of("learner", of(run, Written.CRITIQUE)), null));
        return run;
    }

    private static Untrained of(TestRun run, Written written) {
        var rows = run.context("environment").environment().observation();
        TinyVlm model = TinyVlm.of(rows, new TinyVlm.Form(8, 2, 1, 4, 104), written);
        return new Untrained(model, model.create(run.context("environment").random("untrained")));
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public Update update() {
        return new Update(0, 0);
    }

    @Override
    public void save(StateWriter out) {
        out.put(parameters);
    }

    @Override
    public void load(StateReader in) {
        in.read(parameters);
    }
}
