package io.polycritic.plugins.studies.actorcritic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.State;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.optimizers.multitask.Sam;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SLIM's policy goes over to sharpness-aware steps in a live run; its critics and rewards do not notice. */
class SamSwapTest {
    private static final Map<String, Object> ADAM = Map.of("learningRate", 0.0003, "maxGradientNorm", 0.5);

    private static Training slim() throws java.io.IOException {
        JsonNode small = new ObjectMapper()
                .readTree("{\"learner\": {\"config\": {\"lanes\": 4, \"horizon\": 10, \"minibatch\": 20,"
                        + " \"threads\": 1, \"hidden\": [16, 16]}}}");
        Training training = new Training(
                Recipe.merge(Recipe.read("recipes/slim.json"), small), 1, CompiledCompute.withJavaBlas(), null);
        training.update();
        training.update();
        return training;
    }

    private static float[] policy(Training training) {
        State state = State.of(training.run().part("learner", Part.class));
        float[] all = new float[0];
        for (String name : state.parameters()) {
            float[] part = (float[]) state.values().get(name);
            int at = all.length;
            all = Arrays.copyOf(all, at + part.length);
            System.arraycopy(part, 0, all, at, part.length);
        }
        return all;
    }

    private static void swap(Training training, double rho) {
        training.run().add("optimizers.base", new Adam(), ADAM);
        training.run().add("optimizers.actor", new Sam(), Map.of("rho", rho));
    }

    /**
     * With distance 0 the swap is one of Adam for a new Adam, bit for bit; with another one the policy goes elsewhere.
     */
    @Test
    void theActorsOptimizerIsSwappedForSam() throws java.io.IOException {
        try (Training adam = slim();
                Training still = slim();
                Training flat = slim()) {
            assertArrayEquals(policy(adam), policy(flat), 0);
            adam.run().add("optimizers.actor", new Adam(), ADAM);
            swap(still, 0);
            swap(flat, 0.05);
            for (Training training : new Training[] {adam, still, flat}) {
                training.update();
                training.update();
            }
            assertArrayEquals(policy(adam), policy(still), 0);
            assertFalse(Arrays.equals(policy(adam), policy(flat)));
            assertEquals(160, flat.steps());
            assertTrue(flat.run().metrics().containsKey("optimizers.actor/displacedLoss"));
            flat.run().metrics().forEach((name, value) -> assertTrue(Double.isFinite(value), name + " " + value));
        }
    }
}
