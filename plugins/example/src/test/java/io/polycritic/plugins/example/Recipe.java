package io.polycritic.plugins.example;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.TestRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The recipe of this bundle, carried out without the platform. */
final class Recipe {
    private static final TypeReference<Map<String, Object>> SETTINGS = new TypeReference<>() {};
    private static final Map<String, PartFactory<?, ?>> PLUGINS = Map.of(
            "example-corridor", new ExampleCorridor(),
            "example-tabular", new ExampleTabular(),
            "example-baseline", new ExampleBaseline(),
            "example-distance", new ExampleDistance(),
            "example-sgd", new ExampleSgd(),
            "example-return", new ExampleReturn());

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonNode spec;
    private final List<String> paths = new ArrayList<>(List.of("environment"));

    Recipe() {
        try (InputStream file = Recipe.class.getResourceAsStream("/recipes/example.json")) {
            spec = mapper.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names("rewards");
        names("critics");
        names("optimizers");
        paths.add("learner");
        names("evaluators");
    }

    private void names(String role) {
        spec.path(role).fieldNames().forEachRemaining(name -> paths.add(role + "." + name));
    }

    private JsonNode slot(String path) {
        return spec.at("/" + path.replace('.', '/'));
    }

    PartFactory<?, ?> plugin(String path) {
        return PLUGINS.get(slot(path).path("plugin").textValue());
    }

    Map<String, Object> config(String path) {
        JsonNode config = slot(path).path("config");
        return config.isMissingNode() ? Map.of() : mapper.convertValue(config, SETTINGS);
    }

    long budget() {
        return spec.at("/budget/steps").longValue();
    }

    /** A run with all parts. */
    TestRun run() {
        TestRun run = new TestRun(spec.path("seed").longValue(), null, null);
        paths.forEach(path -> run.add(path, plugin(path), config(path)));
        return run;
    }

    /** A run with the parts that are made before that of a slot. */
    TestRun before(String path) {
        TestRun run = new TestRun(1, null, null);
        paths.subList(0, paths.indexOf(path)).forEach(each -> run.add(each, plugin(each), config(each)));
        return run;
    }

    /** Adds the parts that are made after that of a slot. */
    void after(String path, TestRun run) {
        paths.subList(paths.indexOf(path) + 1, paths.size()).forEach(each -> run.add(each, plugin(each), config(each)));
    }

    /** Makes updates; returns the steps. */
    long train(TestRun run, int updates) {
        long steps = 0;
        for (int i = 0; i < updates; i++) {
            steps += run.part("learner", Learner.class).update().steps();
        }
        return steps;
    }
}
