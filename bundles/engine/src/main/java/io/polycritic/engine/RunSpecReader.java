package io.polycritic.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Names;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.engine.RunSpec.SlotSpec;
import io.polycritic.store.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a run spec from JSON; every error names the field, what was found and what is allowed. */
final class RunSpecReader {
    static final String NAME_PATTERN = "[a-z0-9][a-z0-9._-]{0,63}";
    private static final int LONGEST_TITLE = 200;
    private static final String SLOT_NAME = "[a-z][a-zA-Z0-9-]{0,31}";
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private RunSpecReader() {}

    static RunSpec read(String json) {
        JsonNode root = parse(json);
        object(root, "");
        known(
                root,
                "",
                "name",
                "title",
                "seed",
                "budget",
                "environment",
                "streams",
                "learner",
                "critics",
                "rewards",
                "optimizers",
                "evaluators",
                "snapshots",
                "upgrades",
                "faults",
                "rules",
                "schedule");
        String name = text(root, "name", "name");
        if (!name.matches(NAME_PATTERN)) {
            throw wrong("name", "'" + name + "'", "small letters, digits, '.', '_' and '-', at most 64");
        }
        if (root.has("title") && text(root, "title", "title").length() > LONGEST_TITLE) {
            throw wrong("title", "one of more characters", "at most " + LONGEST_TITLE);
        }
        JsonNode budget = required(root, "budget", "budget");
        object(budget, "budget");
        known(budget, "budget", "steps");
        JsonNode snapshots = root.path("snapshots");
        if (!snapshots.isMissingNode()) {
            object(snapshots, "snapshots");
            known(snapshots, "snapshots", "every", "keep");
        }
        JsonNode faults = root.path("faults");
        if (!faults.isMissingNode()) {
            object(faults, "faults");
            known(faults, "faults", "hangSeconds");
        }
        return new RunSpec(
                name,
                root.has("seed") ? whole(root.get("seed"), "seed", Long.MIN_VALUE, Long.MAX_VALUE) : 1,
                whole(required(budget, "steps", "budget.steps"), "budget.steps", 1, Long.MAX_VALUE),
                slots(root),
                new RunSpec.Snapshots((int) orElse(snapshots, "every", "snapshots.every", 50), (int)
                        orElse(snapshots, "keep", "snapshots.keep", 3)),
                orElse(faults, "hangSeconds", "faults.hangSeconds", RunSpec.USUAL_HANG_SECONDS),
                AutomationReader.read(root),
                upgrades(root));
    }

    private static UpgradePolicy upgrades(JsonNode root) {
        if (!root.has("upgrades")) {
            return UpgradePolicy.OFFER;
        }
        String word = text(root, "upgrades", "upgrades");
        if (!UpgradePolicy.words().contains(word)) {
            throw wrong("upgrades", "'" + word + "'", "one of " + UpgradePolicy.words());
        }
        return UpgradePolicy.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static JsonNode parse(String json) {
        if (json.length() > Json.MAX_LENGTH) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    "",
                    "the run spec has " + json.length() + " characters, allowed are " + Json.MAX_LENGTH);
        }
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new PolycriticException(
                    ErrorCode.USER, "", "the run spec is no JSON document" + where + ": " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, SlotSpec> slots(JsonNode root) {
        Map<String, SlotSpec> slots = new LinkedHashMap<>();
        slots.put("environment", slot(required(root, "environment", "environment"), "environment", Kind.ENVIRONMENT));
        for (Kind kind : List.of(Kind.ENVIRONMENT, Kind.REWARD_MODEL, Kind.CRITIC, Kind.OPTIMIZER)) {
            group(root, kind, slots);
        }
        slots.put("learner", slot(required(root, "learner", "learner"), "learner", Kind.LEARNER));
        group(root, Kind.EVALUATOR, slots);
        return slots;
    }

    private static void group(JsonNode root, Kind kind, Map<String, SlotSpec> slots) {
        JsonNode group = root.path(kind.group());
        if (group.isMissingNode()) {
            return;
        }
        object(group, kind.group());
        group.properties().forEach(entry -> {
            String path = kind.group() + "." + entry.getKey();
            checkName(path, entry.getKey());
            slots.put(path, slot(entry.getValue(), path, kind));
        });
    }

    /** Checks the name of a slot within its role. */
    static void checkName(String path, String name) {
        if (!name.matches(SLOT_NAME)) {
            throw wrong(path, "'" + name + "'", "a slot name: a small letter, then letters, digits or '-', at most 32");
        }
    }

    private static SlotSpec slot(JsonNode node, String path, Kind kind) {
        object(node, path);
        if (kind == Kind.CRITIC || kind == Kind.REWARD_MODEL) {
            known(node, path, "plugin", "config", "weight", "onFault");
        } else if (kind == Kind.EVALUATOR) {
            known(node, path, "plugin", "config", "every", "onFault");
        } else {
            known(node, path, "plugin", "config", "onFault");
        }
        JsonNode config = node.path("config");
        if (!config.isMissingNode()) {
            object(config, path + ".config");
        }
        JsonNode weight = node.path("weight");
        if (!weight.isMissingNode() && (!weight.isNumber() || !Double.isFinite(weight.doubleValue()))) {
            throw wrong(path + ".weight", weight.toString(), "a finite number");
        }
        return new SlotSpec(
                text(node, "plugin", path + ".plugin"),
                config.isMissingNode() ? Map.of() : Json.mapper().convertValue(config, OBJECT),
                weight.isMissingNode() ? 1 : weight.doubleValue(),
                new Seat.Rules(
                        node.has("every") ? (int) whole(node.get("every"), path + ".every", 0, Integer.MAX_VALUE) : 0,
                        onFault(node, path, kind)));
    }

    private static OnFault onFault(JsonNode node, String path, Kind kind) {
        if (!node.has("onFault")) {
            return OnFault.FAIL;
        }
        String word = text(node, "onFault", path + ".onFault");
        List<String> allowed = OnFault.words();
        if (path.equals(kind.single())) {
            allowed = allowed.stream()
                    .filter(each -> !each.equals(OnFault.DROP.word()))
                    .toList();
        }
        if (!allowed.contains(word)) {
            throw wrong(path + ".onFault", "'" + word + "'", "one of " + allowed);
        }
        return OnFault.of(word);
    }

    static void object(JsonNode node, String path) {
        if (!node.isObject()) {
            throw wrong(path, brief(node), "a JSON object");
        }
    }

    static void known(JsonNode node, String path, String... names) {
        List<String> allowed = Arrays.asList(names);
        node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                String nearest = Names.nearest(name, allowed);
                throw new PolycriticException(
                        ErrorCode.USER,
                        path.isEmpty() ? name : path + "." + name,
                        "is no field of a run spec;" + (nearest.isEmpty() ? "" : " did you mean '" + nearest + "'?")
                                + " allowed here are " + allowed);
            }
        });
    }

    static JsonNode required(JsonNode node, String name, String path) {
        JsonNode found = node.get(name);
        if (found == null) {
            throw new PolycriticException(ErrorCode.USER, path, "is required");
        }
        return found;
    }

    static String text(JsonNode node, String name, String path) {
        JsonNode found = required(node, name, path);
        if (!found.isTextual()) {
            throw wrong(path, brief(found), "text");
        }
        return found.textValue();
    }

    private static long orElse(JsonNode node, String name, String path, long otherwise) {
        return node.has(name) ? whole(node.get(name), path, 1, Integer.MAX_VALUE) : otherwise;
    }

    static long whole(JsonNode node, String path, long min, long max) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            String range = min == Long.MIN_VALUE
                    ? ""
                    : max == Long.MAX_VALUE ? " of at least " + min : " from " + min + " to " + max;
            throw wrong(path, brief(node), "a whole number" + range);
        }
        return node.longValue();
    }

    static String brief(JsonNode node) {
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 57) + "..." : text;
    }

    static PolycriticException wrong(String path, String found, String allowed) {
        return new PolycriticException(ErrorCode.USER, path, "found " + found + ", allowed is " + allowed);
    }
}
