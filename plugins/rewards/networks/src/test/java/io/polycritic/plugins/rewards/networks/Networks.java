package io.polycritic.plugins.rewards.networks;

import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compression.SuperNetwork;
import io.polycritic.compression.Vit;
import io.polycritic.compute.CompiledCompute;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs with a frozen super-network of random parameters. */
final class Networks {
    static final Compute COMPUTE = CompiledCompute.withJavaBlas();
    static final Vit LARGEST = new Vit(8, 4, 8, 4, Collections.nCopies(2, new Vit.Layer(2, 12)), 3);

    private Networks() {}

    /** A super-network that learns no more. */
    record Trained(Parameters parameters) implements SuperNetwork {
        @Override
        public Vit largest() {
            return LARGEST;
        }

        @Override
        public Update update() {
            return new Update(0, 0);
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
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

    static Trained trained(long seed) {
        return new Trained(LARGEST.parameters(RandomStream.of(seed, "test", "parameters")));
    }

    static TestRun run() {
        return run(new Squares(1));
    }

    static TestRun run(Squares pictures) {
        TestRun run = new TestRun(1, COMPUTE, null);
        run.seat("environment", pictures);
        return run.frozen("super", subject(Map.of("learner", trained(1))))
                .frozen("other", subject(Map.of("learner", trained(2))));
    }

    static Subject subject(Map<String, Part> parts) {
        return new TestSubject(0, parts, null);
    }

    /** Settings for the small network. */
    static Map<String, Object> config(Object... others) {
        Map<String, Object> config = new HashMap<>(Map.of(
                "network",
                "super",
                "depths",
                List.of(1, 2),
                "heads",
                List.of(1, 2),
                "hidden",
                List.of(4, 12),
                "validation",
                30,
                "calibration",
                16,
                "test",
                40));
        for (int i = 0; i < others.length; i += 2) {
            config.put((String) others[i], others[i + 1]);
        }
        return config;
    }
}
