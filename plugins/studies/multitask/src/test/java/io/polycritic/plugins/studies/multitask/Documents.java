package io.polycritic.plugins.studies.multitask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.plugins.environments.multitask.FashionPair;
import io.polycritic.plugins.environments.multitask.LinearTasks;
import io.polycritic.plugins.evaluators.multitask.AttentionPattern;
import io.polycritic.plugins.evaluators.multitask.CalibrationError;
import io.polycritic.plugins.evaluators.multitask.GradientConflict;
import io.polycritic.plugins.evaluators.multitask.IclRisk;
import io.polycritic.plugins.evaluators.multitask.TaskAccuracy;
import io.polycritic.plugins.evaluators.multitask.TaskSharpness;
import io.polycritic.plugins.learners.multitask.IclAttention;
import io.polycritic.plugins.learners.multitask.IclReducedFlow;
import io.polycritic.plugins.learners.multitask.MultiTaskNet;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.optimizers.gradient.AdamW;
import io.polycritic.plugins.optimizers.multitask.CaGrad;
import io.polycritic.plugins.optimizers.multitask.GradientSurgery;
import io.polycritic.plugins.optimizers.multitask.ImtlG;
import io.polycritic.plugins.optimizers.multitask.LinearScalarization;
import io.polycritic.plugins.optimizers.multitask.Mgda;
import io.polycritic.plugins.optimizers.multitask.PcGrad;
import io.polycritic.plugins.optimizers.multitask.TaskSam;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** This bundle's documents, and the plugins that they name. */
final class Documents {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Ids are not kept at run time, so they stand here once more; a wrong one makes a document fail. */
    private static final Map<String, PartFactory<?, ?>> PLUGINS = Map.ofEntries(
            Map.entry("fashion-pair", new FashionPair()),
            Map.entry("linear-tasks", new LinearTasks()),
            Map.entry("multi-task-net", new MultiTaskNet()),
            Map.entry("icl-attention", new IclAttention()),
            Map.entry("icl-reduced-flow", new IclReducedFlow()),
            Map.entry("adam", new Adam()),
            Map.entry("adamw", new AdamW()),
            Map.entry("task-sam", new TaskSam()),
            Map.entry("gradient-surgery", new GradientSurgery()),
            Map.entry("pcgrad", new PcGrad()),
            Map.entry("mgda", new Mgda()),
            Map.entry("cagrad", new CaGrad()),
            Map.entry("imtl-g", new ImtlG()),
            Map.entry("linear-scalarization", new LinearScalarization()),
            Map.entry("task-accuracy", new TaskAccuracy()),
            Map.entry("calibration-error", new CalibrationError()),
            Map.entry("task-sharpness", new TaskSharpness()),
            Map.entry("gradient-conflict", new GradientConflict()),
            Map.entry("icl-risk", new IclRisk()),
            Map.entry("attention-pattern", new AttentionPattern()));

    private Documents() {}

    static JsonNode read(String resource) {
        try (InputStream in = Documents.class.getResourceAsStream("/" + resource)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 7396. */
    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (patch == null || !patch.isObject()) {
            return patch == null ? target : patch;
        }
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        if (target != null && target.isObject()) {
            target.fields().forEachRemaining(field -> merged.put(field.getKey(), field.getValue()));
        }
        patch.fields().forEachRemaining(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.put(field.getKey(), merge(merged.get(field.getKey()), field.getValue()));
            }
        });
        return MAPPER.valueToTree(merged);
    }

    /** Fills all slots of a run as a run spec says. */
    static void fill(TestRun run, JsonNode spec) {
        add(run, "environment", spec.get("environment"));
        group(run, spec, "optimizers");
        add(run, "learner", spec.get("learner"));
        group(run, spec, "evaluators");
    }

    private static void group(TestRun run, JsonNode spec, String role) {
        if (spec.has(role)) {
            spec.get(role).fields().forEachRemaining(slot -> add(run, role + "." + slot.getKey(), slot.getValue()));
        }
    }

    /** Puts a part in a slot, as a run spec or a swap would. */
    @SuppressWarnings("unchecked")
    static void add(TestRun run, String path, JsonNode slot) {
        PartFactory<?, ?> plugin = PLUGINS.get(slot.get("plugin").asText());
        if (plugin == null) {
            throw new IllegalArgumentException(path + ": no plugin '" + slot.get("plugin") + "'");
        }
        Map<String, Object> config = slot.has("config") ? MAPPER.convertValue(slot.get("config"), Map.class) : Map.of();
        run.add(path, plugin, config);
    }

    static List<String> studies() {
        return List.of(
                "fs-mtl",
                "fs-mtl-ablation",
                "fs-mtl-noise",
                "fs-mtl-rho",
                "fs-mtl-swap",
                "icl-linear",
                "icl-linear-ar1",
                "icl-linear-swap",
                "icl-linear-tasks");
    }
}
