package io.polycritic.plugins.studies.contrastive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.critics.contrastive.AverageView;
import io.polycritic.plugins.critics.contrastive.Dhel;
import io.polycritic.plugins.critics.contrastive.InfoNce;
import io.polycritic.plugins.critics.contrastive.MvDhel;
import io.polycritic.plugins.critics.contrastive.MvInfoNce;
import io.polycritic.plugins.critics.contrastive.PairwiseViews;
import io.polycritic.plugins.environments.modalities.Modalities;
import io.polycritic.plugins.environments.pictures.DigitPictures;
import io.polycritic.plugins.environments.pictures.FashionMnistPictures;
import io.polycritic.plugins.evaluators.representation.EmbeddingGeometry;
import io.polycritic.plugins.evaluators.representation.KnnProbe;
import io.polycritic.plugins.evaluators.representation.LatentRegression;
import io.polycritic.plugins.evaluators.representation.LinearProbe;
import io.polycritic.plugins.evaluators.representation.ViewRetrieval;
import io.polycritic.plugins.learners.encoder.ContrastiveEncoder;
import io.polycritic.plugins.optimizers.gradient.Adam;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every arm of the studies, in full and in short form, makes its parts and learns from two small batches. */
class StudiesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The ids of plugins are not kept at run time, so they stand here once more; a wrong one makes an arm fail. */
    private static final Map<String, PartFactory<?, ?>> PLUGINS = Map.ofEntries(
            Map.entry("adam", new Adam()),
            Map.entry("average-view", new AverageView()),
            Map.entry("contrastive-encoder", new ContrastiveEncoder()),
            Map.entry("dhel", new Dhel()),
            Map.entry("digits", new DigitPictures()),
            Map.entry("embedding-geometry", new EmbeddingGeometry()),
            Map.entry("fashion-mnist", new FashionMnistPictures()),
            Map.entry("infonce", new InfoNce()),
            Map.entry("knn-probe", new KnnProbe()),
            Map.entry("latent-regression", new LatentRegression()),
            Map.entry("linear-probe", new LinearProbe()),
            Map.entry("modalities", new Modalities()),
            Map.entry("mv-dhel", new MvDhel()),
            Map.entry("mv-infonce", new MvInfoNce()),
            Map.entry("pairwise-views", new PairwiseViews()),
            Map.entry("view-retrieval", new ViewRetrieval()));

    private static JsonNode read(String resource) {
        try (InputStream in = StudiesTest.class.getResourceAsStream("/" + resource)) {
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
        ObjectNode merged =
                target != null && target.isObject() ? ((ObjectNode) target).deepCopy() : MAPPER.createObjectNode();
        patch.fields().forEachRemaining(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.get(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }

    private static void add(TestRun run, String path, JsonNode slot) {
        PartFactory<?, ?> plugin = PLUGINS.get(slot.get("plugin").asText());
        assertTrue(plugin != null, path + ": " + slot);
        Map<?, ?> config = slot.has("config") ? MAPPER.convertValue(slot.get("config"), Map.class) : Map.of();
        run.add(path, plugin, strings(config));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> strings(Map<?, ?> config) {
        return (Map<String, ?>) config;
    }

    private static void train(JsonNode spec, String what) {
        try (TestRun run = new TestRun(1, CompiledCompute.withJavaBlas(), null)) {
            add(run, "environment", spec.get("environment"));
            for (String role : new String[] {"optimizers", "critics", "evaluators"}) {
                spec.get(role).fields().forEachRemaining(slot -> add(run, role + "." + slot.getKey(), slot.getValue()));
            }
            ObjectNode learner = spec.get("learner").deepCopy();
            learner.withObject("config").put("items", 4);
            add(run, "learner", learner);
            for (int i = 0; i < 2; i++) {
                assertEquals(4, run.part("learner", Learner.class).update().steps());
            }
            assertTrue(Double.isFinite(run.metrics().get("learner/loss")), what);
        }
    }

    private static void trainArms(String name) {
        JsonNode study = read("studies/" + name + ".json");
        JsonNode recipe = read("recipes/" + study.get("recipe").asText() + ".json");
        assertEquals(study.get("steps").asLong(), recipe.at("/budget/steps").asLong());
        JsonNode quick = study.get("quick");
        Set<String> quickArms = new TreeSet<>();
        quick.get("arms").forEach(arm -> quickArms.add(arm.asText()));
        for (JsonNode arm : study.get("arms")) {
            JsonNode whole = merge(recipe, arm.get("patch"));
            train(whole, name + ": " + arm.get("name"));
            if (quickArms.contains(arm.get("name").asText())) {
                train(merge(whole, quick.get("patch")), name + " --quick: " + arm.get("name"));
            }
        }
    }

    @Test
    void modalities() {
        trainArms("mv-modalities");
    }

    @Test
    void pictures() {
        assumeTrue(Files.isDirectory(Path.of("/usr/share/datasets/fashion-mnist")));
        assumeTrue(Files.exists(Path.of("/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz")));
        trainArms("mv-infonce");
    }

    /** Evaluators measure when a run ends, and what bars ask for is what evaluators report. */
    @ParameterizedTest
    @ValueSource(strings = {"mv-infonce", "mv-modalities"})
    void metricsNameEvaluators(String name) {
        JsonNode study = read("studies/" + name + ".json");
        JsonNode recipe = read("recipes/" + study.get("recipe").asText() + ".json");
        for (JsonNode metric : study.get("metrics")) {
            String series = metric.get("series").asText();
            String slot = series.substring("evaluators.".length(), series.indexOf('/'));
            assertTrue(recipe.get("evaluators").has(slot), series);
        }
    }
}
