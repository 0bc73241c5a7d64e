package io.polycritic.engine;

import static io.polycritic.engine.RunSpecReader.known;
import static io.polycritic.engine.RunSpecReader.object;
import static io.polycritic.engine.RunSpecReader.required;
import static io.polycritic.engine.RunSpecReader.text;
import static io.polycritic.engine.RunSpecReader.whole;
import static io.polycritic.engine.RunSpecReader.wrong;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.conditions.Condition;
import io.polycritic.conditions.Trigger;
import io.polycritic.engine.Automation.Appointment;
import io.polycritic.engine.Automation.Rule;
import io.polycritic.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads the sections {@code rules} and {@code schedule} of a run spec; every error names the field and what is allowed.
 */
final class AutomationReader {
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final String RULES = "rules";
    private static final String SCHEDULE = "schedule";

    /** More of either is a mistake rather than a curriculum. */
    private static final int MOST = 1_000;

    /** So long may the windows of all rules be together, which bounds their memory to some 40 MB. */
    private static final long LONGEST_WINDOWS = 1_000_000;

    private static final long MOST_UPDATES = 1_000_000_000;

    private AutomationReader() {}

    static Automation read(JsonNode root) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode node : list(root, RULES)) {
            rules.add(rule(node, RULES + "[" + rules.size() + "]", rules));
        }
        long windows = rules.stream().mapToLong(rule -> rule.when().windows()).sum();
        if (windows > LONGEST_WINDOWS) {
            throw wrong(RULES, "windows of " + windows + " values together", "at most " + LONGEST_WINDOWS);
        }
        List<Appointment> schedule = new ArrayList<>();
        for (JsonNode node : list(root, SCHEDULE)) {
            schedule.add(appointment(node, SCHEDULE + "[" + schedule.size() + "]"));
        }
        return new Automation(List.copyOf(rules), List.copyOf(schedule));
    }

    private static JsonNode list(JsonNode root, String name) {
        JsonNode list = root.path(name);
        if (!list.isMissingNode() && (!list.isArray() || list.size() > MOST)) {
            throw wrong(
                    name,
                    list.isArray() ? list.size() + " of them" : RunSpecReader.brief(list),
                    "a JSON array of at most " + MOST);
        }
        return list;
    }

    private static Rule rule(JsonNode node, String path, List<Rule> before) {
        object(node, path);
        known(node, path, "name", "when", "for", "once", "cooldown", "set", "swap");
        String name = text(node, "name", path + ".name");
        if (!name.matches(RunSpecReader.NAME_PATTERN)) {
            throw wrong(
                    path + ".name", "'" + name + "'", "small letters, digits, '.', '_' and '-', at most 64 characters");
        }
        if (before.stream().anyMatch(rule -> rule.name().equals(name))) {
            throw wrong(path + ".name", "'" + name + "' for the second time", "a name of its own for each rule");
        }
        Condition when = Condition.parse(path + ".when", text(node, "when", path + ".when"));
        if (when.looksBehindMark()) {
            throw wrong(
                    path + ".when",
                    "before or beforeStd",
                    "what looks back from now: they look back from a swap, which only its guards do");
        }
        return new Rule(name, when, timing(node, path), deed(node, path, "rule " + name));
    }

    private static Trigger.Timing timing(JsonNode node, String path) {
        int hold = node.has("for") ? (int) whole(node.get("for"), path + ".for", 1, MOST_UPDATES) : 1;
        if (node.has("once") && !node.get("once").isBoolean()) {
            throw wrong(path + ".once", RunSpecReader.brief(node.get("once")), "true or false");
        }
        boolean again =
                node.has("cooldown") || node.has("once") && !node.get("once").booleanValue();
        if (again && node.path("once").booleanValue()) {
            throw wrong(path + ".cooldown", "beside once", "one of them: a rule that acts once has no cooldown");
        }
        if (again && !node.has("cooldown")) {
            throw wrong(
                    path + ".once", "false without cooldown", "a cooldown: after how many updates it may act again");
        }
        return again
                ? Trigger.Timing.repeated(hold, whole(node.get("cooldown"), path + ".cooldown", 1, MOST_UPDATES))
                : Trigger.Timing.once(hold);
    }

    private static Appointment appointment(JsonNode node, String path) {
        object(node, path);
        known(node, path, "at", "set", "swap");
        JsonNode at = required(node, "at", path + ".at");
        object(at, path + ".at");
        known(at, path + ".at", Automation.Unit.UPDATES.word(), Automation.Unit.STEPS.word());
        if (at.size() != 1) {
            throw wrong(path + ".at", RunSpecReader.brief(at), "one of {\"updates\": n} and {\"steps\": n}");
        }
        Automation.Unit unit = at.has(Automation.Unit.UPDATES.word()) ? Automation.Unit.UPDATES : Automation.Unit.STEPS;
        return new Appointment(
                unit,
                whole(at.get(unit.word()), path + ".at." + unit.word(), 1, Long.MAX_VALUE),
                deed(node, path, path));
    }

    private static Deed deed(JsonNode node, String path, String by) {
        if (node.has("set") == node.has("swap")) {
            throw wrong(path, node.has("set") ? "set and swap" : "neither set nor swap", "one of them");
        }
        return node.has("set")
                ? new Deed(by, null, set(node.get("set"), path + ".set"))
                : new Deed(by, swap(node.get("swap"), path + ".swap"), null);
    }

    private static SettingRequest set(JsonNode node, String path) {
        object(node, path);
        known(node, path, "slot", "setting", "value", "guards", "probation");
        JsonNode value = required(node, "value", path + ".value");
        if (!value.isValueNode() || value.isNull()) {
            throw wrong(path + ".value", RunSpecReader.brief(value), "a number, a text, true or false");
        }
        SettingRequest request = new SettingRequest(
                text(node, "slot", path + ".slot"),
                text(node, "setting", path + ".setting"),
                Json.mapper().convertValue(value, Object.class),
                guards(node, path),
                orNull(node, "probation", path, 0),
                null);
        check(path, () -> Preparation.how(request, path));
        return request;
    }

    private static SwapRequest swap(JsonNode node, String path) {
        object(node, path);
        known(node, path, "slot", "plugin", "config", "mode", "span", "weight", "guards", "probation");
        JsonNode config = node.path("config");
        if (!config.isMissingNode()) {
            object(config, path + ".config");
        }
        JsonNode weight = node.path("weight");
        if (!weight.isMissingNode() && (!weight.isNumber() || !Double.isFinite(weight.doubleValue()))) {
            throw wrong(path + ".weight", weight.toString(), "a finite number");
        }
        SwapRequest request = new SwapRequest(
                text(node, "slot", path + ".slot"),
                text(node, "plugin", path + ".plugin"),
                config.isMissingNode() ? new LinkedHashMap<>() : Json.mapper().convertValue(config, OBJECT),
                node.has("mode") ? text(node, "mode", path + ".mode") : TicketChange.WARM,
                orNull(node, "span", path, 1),
                weight.isMissingNode() ? null : weight.doubleValue(),
                guards(node, path),
                orNull(node, "probation", path, 0),
                false);
        check(path, () -> Preparation.how(request, path));
        return request;
    }

    private static Long orNull(JsonNode node, String name, String path, long min) {
        return node.has(name) ? whole(node.get(name), path + "." + name, min, MOST_UPDATES) : null;
    }

    private static List<String> guards(JsonNode node, String path) {
        JsonNode guards = node.path("guards");
        if (guards.isMissingNode()) {
            return null;
        }
        boolean texts = guards.isArray();
        for (JsonNode guard : guards) {
            texts &= guard.isTextual();
        }
        if (!texts) {
            throw wrong(path + ".guards", RunSpecReader.brief(guards), "a JSON array of texts");
        }
        return Json.mapper().convertValue(guards, TEXTS);
    }

    /** Runs a check whose errors name fields of a request, and lets them name the place in the spec. */
    private static void check(String path, Runnable check) {
        try {
            check.run();
        } catch (PolycriticException e) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    path + "." + e.path(),
                    e.getMessage().substring(e.path().length() + 2),
                    e);
        }
    }
}
