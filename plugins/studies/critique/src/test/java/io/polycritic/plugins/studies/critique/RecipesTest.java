package io.polycritic.plugins.studies.critique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.critics.critique.DpoContrast;
import io.polycritic.plugins.critics.critique.OracleCritic;
import io.polycritic.plugins.critics.critique.VerdictCritic;
import io.polycritic.plugins.environments.reasoning.PlantErrors;
import io.polycritic.plugins.environments.reasoning.ShapeScenes;
import io.polycritic.plugins.evaluators.critique.CritiqueJaccard;
import io.polycritic.plugins.evaluators.critique.RefineMatrix;
import io.polycritic.plugins.learners.critique.CritiqueLoop;
import io.polycritic.plugins.learners.critique.TinyVlmPreference;
import io.polycritic.plugins.learners.critique.TinyVlmSft;
import io.polycritic.plugins.optimizers.gradient.AdamW;
import io.polycritic.plugins.rewards.critique.RbrJaccard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All stages and arms of the study, each built on those before it, with models that are much too small. */
class RecipesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, PartFactory<?, ?>> PLUGINS = Map.ofEntries(
            Map.entry("shape-scenes", new ShapeScenes()),
            Map.entry("plant-errors", new PlantErrors()),
            Map.entry("tinyvlm-sft", new TinyVlmSft()),
            Map.entry("tinyvlm-preference", new TinyVlmPreference()),
            Map.entry("critique-loop", new CritiqueLoop()),
            Map.entry("verdict-critic", new VerdictCritic()),
            Map.entry("oracle-critic", new OracleCritic()),
            Map.entry("dpo-contrast", new DpoContrast()),
            Map.entry("rbr-jaccard", new RbrJaccard()),
            Map.entry("refine-matrix", new RefineMatrix()),
            Map.entry("critique-jaccard", new CritiqueJaccard()),
            Map.entry("adamw", new AdamW()));

    /** What makes a part small, by plugin. */
    private static final Map<String, Map<String, Object>> SMALL = Map.of(
            "tinyvlm-sft", Map.of("width", 8, "heads", 2, "layers", 1, "minibatch", 2, "gradientSteps", 1),
            "tinyvlm-preference", Map.of("items", 6, "samples", 5, "minibatch", 1, "rows", 10, "gap", 0),
            "critique-loop", Map.of("minibatch", 3, "rows", 4),
            "verdict-critic", Map.of("rows", 4),
            "refine-matrix", Map.of("items", 4),
            "critique-jaccard", Map.of("items", 4));

    private final Map<String, TestSubject> done = new HashMap<>();

    private static JsonNode read(String resource) {
        try (InputStream in = RecipesTest.class.getResourceAsStream("/" + resource)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 7396. */
    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = target.isObject() ? target.deepCopy() : MAPPER.createObjectNode();
        patch.fields().forEachRemaining(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }

    @Test
    void everyStageAndArmRuns() {
        JsonNode study = read("studies/critic-v.json");
        for (JsonNode stage : study.get("stages")) {
            run(stage.get("name").asText(), stage.get("recipe").asText(), stage.path("patch"));
        }
        for (JsonNode arm : study.get("arms")) {
            run(arm.get("name").asText(), study.get("recipe").asText(), arm.get("patch"));
        }
        assertEquals(17, done.size());
    }

    private void run(String name, String recipe, JsonNode patch) {
        JsonNode read = read("recipes/" + recipe + ".json");
        assertEquals(recipe, read.get("name").asText());
        JsonNode spec = merge(read, patch.isMissingNode() ? MAPPER.createObjectNode() : patch);
        TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null);
        done.forEach((other, subject) -> run.frozen("${run:" + other + "}", subject));
        Map<String, Part> parts = new LinkedHashMap<>();
        add(run, parts, "environment", spec.get("environment"));
        for (String role : List.of("optimizers", "streams", "rewards", "critics")) {
            group(run, parts, spec, role);
        }
        add(run, parts, "learner", spec.get("learner"));
        assertTrue(run.part("learner", Learner.class).update().steps() > 0, name);
        TestSubject subject = new TestSubject(1, parts, null);
        for (String evaluator : group(run, new LinkedHashMap<>(), spec, "evaluators")) {
            for (Measure measure : run.part(evaluator, Evaluator.class).evaluate(subject)) {
                assertTrue(Double.isFinite(measure.mean()), name + ": " + measure.name());
            }
        }
        run.metrics().forEach((metric, value) -> assertTrue(Double.isFinite(value), name + ": " + metric));
        done.put(name, subject);
    }

    private static List<String> group(TestRun run, Map<String, Part> parts, JsonNode spec, String role) {
        List<String> paths = new ArrayList<>();
        spec.path(role).fields().forEachRemaining(field -> {
            String path = role + "." + field.getKey();
            add(run, parts, path, field.getValue());
            paths.add(path);
        });
        return paths;
    }

    private static void add(TestRun run, Map<String, Part> parts, String path, JsonNode slot) {
        String plugin = slot.get("plugin").asText();
        Map<String, Object> config = new LinkedHashMap<>();
        slot.path("config")
                .fields()
                .forEachRemaining(
                        field -> config.put(field.getKey(), MAPPER.convertValue(field.getValue(), Object.class)));
        config.putAll(SMALL.getOrDefault(plugin, Map.of()));
        parts.put(path, run.add(path, PLUGINS.get(plugin), config));
    }
}
