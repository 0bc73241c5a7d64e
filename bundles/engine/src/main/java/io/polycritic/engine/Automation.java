package io.polycritic.engine;

import io.polycritic.conditions.Condition;
import io.polycritic.conditions.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run changes by itself.
 *
 * @param rules changes that are made when a condition holds
 * @param schedule changes that are made at set times
 */
record Automation(List<Rule> rules, List<Appointment> schedule) {
    /** A run that changes nothing by itself. */
    static final Automation NONE = new Automation(List.of(), List.of());

    /**
     * A change that is made when a condition holds.
     *
     * @param name its name in the run
     * @param when the condition
     * @param timing how long the condition holds before, and how often
     * @param deed the change
     */
    record Rule(String name, Condition when, Trigger.Timing timing, Deed deed) {}

    /**
     * A change that is made after an update.
     *
     * @param unit updates or steps
     * @param at after the first update at which so many of them are made
     * @param deed the change
     */
    record Appointment(Unit unit, long at, Deed deed) {
        boolean isDue(Progress progress) {
            return (unit == Unit.UPDATES ? progress.update() : progress.steps()) >= at;
        }
    }

    /** What a schedule counts. */
    enum Unit {
        UPDATES("updates"),
        STEPS("steps");

        private final String word;

        Unit(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    boolean isEmpty() {
        return rules.isEmpty() && schedule.isEmpty();
    }

    /** All that may be done. */
    List<Deed> deeds() {
        List<Deed> all = new ArrayList<>();
        rules.forEach(rule -> all.add(rule.deed));
        schedule.forEach(appointment -> all.add(appointment.deed));
        return all;
    }

    /** Adds the sections {@code rules} and {@code schedule} to a run spec. */
    void write(Map<String, Object> json) {
        if (!rules.isEmpty()) {
            json.put("rules", rules.stream().map(Automation::toJson).toList());
        }
        if (!schedule.isEmpty()) {
            json.put("schedule", schedule.stream().map(Automation::toJson).toList());
        }
    }

    private static Map<String, Object> toJson(Rule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", rule.name);
        json.put("when", rule.when.text());
        json.put("for", rule.timing.hold());
        if (rule.timing.once()) {
            json.put("once", true);
        } else {
            json.put("cooldown", rule.timing.cooldown());
        }
        rule.deed.write(json);
        return json;
    }

    private static Map<String, Object> toJson(Appointment appointment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", Map.of(appointment.unit.word(), appointment.at));
        appointment.deed.write(json);
        return json;
    }
}
