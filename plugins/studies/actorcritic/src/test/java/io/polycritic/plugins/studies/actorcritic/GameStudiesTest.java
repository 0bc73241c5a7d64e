package io.polycritic.plugins.studies.actorcritic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polycritic.compute.CompiledCompute;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All arms of the studies of games make some updates, and are measured. */
class GameStudiesTest {
    @ParameterizedTest
    @CsvSource({"mamql, score", "mamql-exact, gap"})
    void armsTrain(String study, String evaluator) throws Exception {
        JsonNode json = Recipe.read("studies/" + study + ".json");
        JsonNode recipe = Recipe.read("recipes/" + json.get("recipe").asText() + ".json");
        JsonNode world = json.has("worlds") ? smallest(json) : new ObjectMapper().readTree("{}");
        for (JsonNode arm : json.get("arms")) {
            JsonNode spec = Recipe.merge(Recipe.merge(recipe, world), arm.get("patch"));
            String name = study + " " + arm.get("name").asText();
            try (Training training = new Training(spec, 1, CompiledCompute.withJavaBlas(), null)) {
                training.update();
                training.update();
                assertTrue(training.steps() > 0, name);
                for (Map.Entry<String, Double> metric : training.run().metrics().entrySet()) {
                    assertTrue(Double.isFinite(metric.getValue()), name + ": " + metric);
                }
                for (Map.Entry<String, Double> measure :
                        training.evaluate(evaluator).entrySet()) {
                    assertTrue(Double.isFinite(measure.getValue()), name + ": " + measure);
                }
            }
        }
    }

    private static JsonNode smallest(JsonNode study) {
        for (JsonNode world : study.get("worlds")) {
            if (world.get("name").asText().equals("crossroad-mini")) {
                return world.get("patch");
            }
        }
        throw new AssertionError("the study does not use crossroad-mini");
    }
}
