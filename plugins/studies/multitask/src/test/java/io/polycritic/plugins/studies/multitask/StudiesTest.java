package io.polycritic.plugins.studies.multitask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.TestSubject;
import io.polycritic.compute.CompiledCompute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudiesTest {
    @TempDir
    Path folder;

    static List<String> studies() {
        return Documents.studies();
    }

    /** Makes runs small, and lets pictures come from a folder of the test's own. */
    private JsonNode small(JsonNode spec) {
        boolean pictures = spec.get("environment").get("plugin").asText().equals("fashion-pair");
        String environment =
                pictures ? "{\"dataDir\": \"" + folder + "\", \"pairs\": 60, \"testPairs\": 40}" : "{\"length\": 6}";
        String learner = pictures
                ? "{\"batch\": 20, \"gradientSteps\": 2, \"hidden\": [8]}"
                : spec.get("learner").get("plugin").asText().equals("icl-attention")
                        ? "{\"batch\": 8, \"gradientSteps\": 2}"
                        : "{\"gradientSteps\": 2}";
        String evaluators = pictures ? "{}" : "{\"risk\": {\"config\": {\"prompts\": 100}}}";
        return Documents.merge(
                spec,
                Documents.parse("{\"environment\": {\"config\": " + environment + "}, \"learner\": {\"config\": "
                        + learner + "}, \"evaluators\": " + evaluators + "}"));
    }

    private static List<JsonNode> variants(JsonNode study) {
        List<JsonNode> worlds = new ArrayList<>();
        if (study.has("worlds")) {
            study.get("worlds").forEach(worlds::add);
        } else {
            worlds.add(Documents.parse("{}"));
        }
        return worlds;
    }

    /** Each arm in each world can be made, learns, and its evaluators give all series that the study compares. */
    @ParameterizedTest
    @MethodSource("studies")
    void armsRunAndGiveWhatIsCompared(String name) {
        SmallPictures.write(folder);
        JsonNode study = Documents.read("studies/" + name + ".json");
        JsonNode recipe = Documents.read("recipes/" + study.get("recipe").asText() + ".json");
        assertEquals(name, study.get("name").asText());
        for (JsonNode world : variants(study)) {
            for (JsonNode arm : study.get("arms")) {
                JsonNode spec = Documents.merge(Documents.merge(recipe, world.get("patch")), arm.get("patch"));
                Set<String> series = series(small(spec));
                boolean alone = arm.get("name").asText().endsWith("-alone");
                for (JsonNode metric : study.get("metrics")) {
                    assertTrue(
                            alone || series.contains(metric.get("series").asText()),
                            arm.get("name") + " has no series " + metric.get("series") + "; it has " + series);
                }
            }
        }
    }

    private static Set<String> series(JsonNode spec) {
        Set<String> series = new TreeSet<>();
        try (TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null)) {
            Documents.fill(run, spec);
            run.part("learner", Learner.class).update();
            Map<String, Part> parts = Map.of(
                    "learner", run.part("learner", Learner.class), "environment", run.part("environment", Part.class));
            spec.get("evaluators").fieldNames().forEachRemaining(name -> {
                Evaluator evaluator = run.part("evaluators." + name, Evaluator.class);
                for (Measure measure : evaluator.evaluate(new TestSubject(0, parts, null))) {
                    series.add("evaluators." + name + "/" + measure.name());
                }
            });
        }
        return series;
    }

    /** The last update of every budget is one in which all evaluators measure. */
    @ParameterizedTest
    @MethodSource("studies")
    void budgetsEndWithAMeasurement(String name) {
        JsonNode study = Documents.read("studies/" + name + ".json");
        JsonNode recipe = Documents.read("recipes/" + study.get("recipe").asText() + ".json");
        for (JsonNode world : variants(study)) {
            for (JsonNode arm : study.get("arms")) {
                JsonNode spec = Documents.merge(Documents.merge(recipe, world.get("patch")), arm.get("patch"));
                JsonNode learner = spec.get("learner").path("config");
                long steps = arm.has("steps")
                        ? arm.get("steps").asLong()
                        : study.get("steps").asLong();
                long rows = learner.path("batch").asLong(1)
                        * learner.path("gradientSteps").asLong(25);
                assertEquals(0, steps % rows, arm.get("name") + " ends within an update");
                for (JsonNode evaluator : spec.get("evaluators")) {
                    assertEquals(
                            0,
                            steps / rows % evaluator.get("every").asLong(),
                            arm.get("name") + ": " + evaluator + " does not measure after " + steps / rows
                                    + " updates");
                }
            }
        }
    }

    @Test
    void documentsAreListed() {
        for (String name : Documents.studies()) {
            assertTrue(Documents.read("studies/" + name + ".json").has("quick"), name);
        }
    }
}
