package io.polycritic.plugins.studies.multitask;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The optimizer of a live run goes over from plain PCGrad to task-sam over the same PCGrad. */
class FlatSwapTest {
    @TempDir
    Path folder;

    private static double measure(TestRun run, String slot, String name) {
        Map<String, Part> parts = Map.of(
                "learner", run.part("learner", Learner.class), "environment", run.part("environment", Part.class));
        return run.part(slot, Evaluator.class).evaluate(new TestSubject(0, parts, null)).stream()
                .filter(measure -> measure.name().equals(name))
                .mapToDouble(Measure::mean)
                .findFirst()
                .orElseThrow();
    }

    private static void update(TestRun run, int times) {
        for (int i = 0; i < times; i++) {
            run.part("learner", Learner.class).update();
        }
    }

    /** Sharpness falls below that of the run that goes on plain, and the training loss rises above its. */
    @Test
    void sharpnessFallsAfterTheSwap() {
        SmallPictures.write(folder);
        JsonNode spec = Documents.merge(
                Documents.read("recipes/fs-mtl.json"),
                Documents.parse(
                        "{\"environment\": {\"config\": {\"dataDir\": \"" + folder
                                + "\", \"pairs\": 120, \"testPairs\": 50, \"noiseLower\": 0.5}},"
                                + "\"learner\": {\"config\": {\"batch\": 60, \"gradientSteps\": 4, \"hidden\": [32, 16]}},"
                                + "\"optimizers\": {\"base\": {\"config\": {\"learningRate\": 0.003}}, \"shared\": {\"plugin\": \"gradient-surgery\", \"config\": null}}}"));
        try (TestRun plain = new TestRun(1, CompiledCompute.withJavaBlas(), null);
                TestRun swapped = new TestRun(1, CompiledCompute.withJavaBlas(), null)) {
            Documents.fill(plain, spec);
            Documents.fill(swapped, spec);
            update(plain, 30);
            update(swapped, 30);
            double before = measure(swapped, "evaluators.sharpness", "ascentSharpness");
            Documents.add(
                    swapped,
                    "optimizers.shared",
                    Documents.read("recipes/fs-mtl.json").get("optimizers").get("shared"));
            update(plain, 30);
            update(swapped, 30);
            double left = measure(plain, "evaluators.sharpness", "ascentSharpness");
            double after = measure(swapped, "evaluators.sharpness", "ascentSharpness");
            assertTrue(
                    after < 0.8 * left && after < before,
                    "sharpness " + before + ", then plain " + left + ", flat " + after);
            double low = measure(plain, "evaluators.sharpness", "trainingLoss.lower");
            double high = measure(swapped, "evaluators.sharpness", "trainingLoss.lower");
            assertTrue(high > low, "training loss plain " + low + ", flat " + high);
        }
    }
}
