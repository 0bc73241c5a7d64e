package io.polycritic.plugins.studies.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipesTest {
    /** What a run reports and what its evaluators measure, by the names that studies give to series. */
    private static Map<String, Double> series(Recipe recipe, int updates) {
        try (TestRun run = recipe.open(1, CompiledCompute.withJavaBlas())) {
            Learner learner = run.part("learner", Learner.class);
            for (int i = 0; i < updates; i++) {
                assertTrue(learner.update().steps() > 0);
            }
            Map<String, Part> parts = new HashMap<>();
            run.save().keySet().forEach(path -> {
                if (!path.equals("streams")) {
                    parts.put(path, run.part(path, Part.class));
                }
            });
            Map<String, Double> found = new TreeMap<>(run.metrics());
            parts.forEach((path, part) -> {
                if (part instanceof Evaluator evaluator) {
                    for (Measure measure : evaluator.evaluate(new TestSubject(0, parts, null))) {
                        found.put(path + "/" + measure.name(), measure.mean());
                    }
                }
            });
            return found;
        }
    }

    /** Every arm of a study, in every world, trains and has what the study compares, as far as its recipe can. */
    @ParameterizedTest
    @ValueSource(strings = {"nash-md", "gpm-gpo"})
    void armsTrainAndAreMeasured(String name) {
        JsonNode study = Recipe.read("studies/" + name + ".json");
        Recipe recipe = new Recipe(Recipe.read("recipes/" + study.get("recipe").asText() + ".json"));
        assertEquals(study.get("recipe").asText(), recipe.json().get("name").asText());
        ArrayNode alone = new ObjectMapper().createArrayNode();
        alone.addObject();
        for (JsonNode world : study.has("worlds") ? study.get("worlds") : alone) {
            for (JsonNode arm : study.get("arms")) {
                Recipe patched = recipe.patched(world.path("patch")).patched(arm.path("patch"));
                Map<String, Double> found = series(patched, 3);
                String what =
                        world.path("name").asText() + " " + arm.get("name").asText();
                found.forEach((series, value) -> assertTrue(Double.isFinite(value), what + ": " + series));
                for (JsonNode metric : study.get("metrics")) {
                    String series = metric.get("series").asText();
                    boolean kept = !series.endsWith("boundViolations")
                            || patched.json().at("/learner/config/keepIterates").asBoolean();
                    assertEquals(kept, found.containsKey(series), what + ": " + series);
                }
            }
        }
    }
}
