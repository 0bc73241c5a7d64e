package io.polycritic.plugins.studies.preference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.environments.preference.CyclicPairs;
import io.polycritic.plugins.environments.preference.PrefGame;
import io.polycritic.plugins.evaluators.preference.Exploitability;
import io.polycritic.plugins.evaluators.preference.PrefAccuracy;
import io.polycritic.plugins.evaluators.preference.QueryCount;
import io.polycritic.plugins.evaluators.preference.SkewnessError;
import io.polycritic.plugins.learners.preference.NashMd;
import io.polycritic.plugins.learners.preference.PreferenceFit;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.rewards.preference.BtReward;
import io.polycritic.plugins.rewards.preference.BtTable;
import io.polycritic.plugins.rewards.preference.GamePreference;
import io.polycritic.plugins.rewards.preference.GpmReward;
import io.polycritic.plugins.rewards.preference.PairPref;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A run spec of this bundle, with the plugins that it names. */
record Recipe(JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Ids are not kept at run time, so they stand here once more; a wrong one makes a recipe fail. */
    private static final Map<String, PartFactory<?, ?>> PLUGINS = Map.ofEntries(
            Map.entry("pref-game", new PrefGame()),
            Map.entry("nash-md", new NashMd()),
            Map.entry("game-preference", new GamePreference()),
            Map.entry("bt-table", new BtTable()),
            Map.entry("exploitability", new Exploitability()),
            Map.entry("cyclic-pairs", new CyclicPairs()),
            Map.entry("preference-fit", new PreferenceFit()),
            Map.entry("gpm-reward", new GpmReward()),
            Map.entry("bt-reward", new BtReward()),
            Map.entry("pair-pref", new PairPref()),
            Map.entry("adam", new Adam()),
            Map.entry("pref-accuracy", new PrefAccuracy()),
            Map.entry("skewness-error", new SkewnessError()),
            Map.entry("query-count", new QueryCount()));

    static JsonNode read(String resource) {
        try (InputStream in = Recipe.class.getResourceAsStream("/" + resource)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This recipe with a patch (RFC 7396). */
    Recipe patched(JsonNode patch) {
        return new Recipe(patch.isMissingNode() ? json : merge(json.deepCopy(), patch));
    }

    private static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = target instanceof ObjectNode object ? object : MAPPER.createObjectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }

    /** A run with all parts of the recipe. */
    TestRun open(long seed, Compute compute) {
        TestRun run = new TestRun(seed, compute, null);
        add(run, "environment", json.get("environment"));
        for (String role : List.of("optimizers", "rewards")) {
            group(run, role);
        }
        add(run, "learner", json.get("learner"));
        group(run, "evaluators");
        return run;
    }

    private void group(TestRun run, String role) {
        json.path(role).properties().forEach(slot -> add(run, role + "." + slot.getKey(), slot.getValue()));
    }

    private static void add(TestRun run, String path, JsonNode slot) {
        String id = slot.get("plugin").asText();
        if (!PLUGINS.containsKey(id)) {
            throw new IllegalArgumentException(path + ": no plugin " + id);
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> config = MAPPER.convertValue(slot.path("config"), Map.class);
        run.add(path, PLUGINS.get(id), config == null ? Map.of() : config);
    }
}
