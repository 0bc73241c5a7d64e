package io.polycritic.runtime.launcher;

import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SlotView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What tells two runs apart.
 *
 * @param first one run
 * @param second the other one
 * @param slots where their parts differ
 * @param series the last values of what both report, evaluators' measures first
 */
record RunDifference(Side first, Side second, List<Part> slots, List<Value> series) {
    /** How far a run is. */
    record Side(String run, long seed, RunState state, long steps, long updates, double seconds, String parameterHash) {
        static Side of(RunView run) {
            return new Side(
                    run.run(), run.seed(), run.state(), run.steps(), run.updates(), run.seconds(), run.parameterHash());
        }
    }

    /**
     * One thing in which a slot differs.
     *
     * @param slot its path
     * @param what {@code plugin}, {@code weight}, or the key of a setting as {@code config.<key>}
     * @param first the one run's, null if its slot is not there or has no such setting
     * @param second the other's
     */
    record Part(String slot, String what, Object first, Object second) {}

    /**
     * The last values of a series.
     *
     * @param series its name
     * @param first the one run's
     * @param second the other's
     * @param difference second - first
     */
    record Value(String series, double first, double second, double difference) {}

    static RunDifference of(RunView first, RunView second) {
        Map<String, SlotView> before = slots(first);
        Map<String, SlotView> after = slots(second);
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<Part> parts = new ArrayList<>();
        for (String path : paths) {
            Map<String, Object> one = facts(before.get(path));
            Map<String, Object> other = facts(after.get(path));
            TreeSet<String> facts = new TreeSet<>(Comparator.comparing((String what) -> !what.equals("plugin"))
                    .thenComparing(Comparator.naturalOrder()));
            facts.addAll(one.keySet());
            facts.addAll(other.keySet());
            for (String what : facts) {
                if (!same(one.get(what), other.get(what))) {
                    parts.add(new Part(path, what, one.get(what), other.get(what)));
                }
            }
        }
        return new RunDifference(Side.of(first), Side.of(second), parts, values(first, second));
    }

    private static Map<String, SlotView> slots(RunView run) {
        Map<String, SlotView> slots = new TreeMap<>();
        run.slots().forEach(slot -> slots.put(slot.path(), slot));
        return slots;
    }

    private static Map<String, Object> facts(SlotView slot) {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (slot != null) {
            facts.put("plugin", slot.version().isEmpty() ? slot.plugin() : slot.plugin() + "@" + slot.version());
            facts.put("weight", slot.weight());
            slot.config().forEach((key, value) -> facts.put("config." + key, value));
        }
        return facts;
    }

    /** JSON has 1 and 1.0, settings do not tell them apart. */
    private static boolean same(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return Double.compare(x.doubleValue(), y.doubleValue()) == 0;
        }
        if (a instanceof List<?> x && b instanceof List<?> y && x.size() == y.size()) {
            for (int i = 0; i < x.size(); i++) {
                if (!same(x.get(i), y.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return Objects.equals(a, b);
    }

    private static List<Value> values(RunView first, RunView second) {
        List<Value> values = new ArrayList<>();
        first.metrics().forEach((series, value) -> {
            Double other = second.metrics().get(series);
            if (value != null && other != null) {
                values.add(new Value(series, value, other, other - value));
            }
        });
        values.sort(Comparator.comparing((Value value) -> !Report.measure(value.series()))
                .thenComparing(Value::series));
        return values;
    }

    /** As text: how far both are, their parts, their values. */
    String text() {
        Table table = new Table("", first.run, second.run, "DIFFERENCE");
        table.row("state", first.state, second.state)
                .row("seed", first.seed, second.seed)
                .row("steps", whole(first.steps), whole(second.steps), whole(second.steps - first.steps))
                .row("updates", whole(first.updates), whole(second.updates), whole(second.updates - first.updates));
        for (Part part : slots) {
            table.row(part.slot + " " + part.what, shown(part.first), shown(part.second));
        }
        for (Value value : series) {
            table.row(
                    value.series,
                    Progress.number(value.first),
                    Progress.number(value.second),
                    Progress.number(value.difference));
        }
        return table.toString();
    }

    private static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static Object shown(Object value) {
        return value == null ? "-" : value;
    }
}
