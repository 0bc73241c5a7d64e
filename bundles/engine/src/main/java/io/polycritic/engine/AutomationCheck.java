package io.polycritic.engine;

import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Names;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Catalog;
import io.polycritic.catalog.Plugin;
import io.polycritic.conditions.Condition;
import io.polycritic.conditions.Preset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks what a run shall change by itself against its parts, before it begins. */
final class AutomationCheck {
    /** What the engine itself reports is under this path. */
    private static final String RUN = "run";

    private final Automation automation;

    /** Slots that a swap fills, so that who is in them later is not known. */
    private final Set<String> swapped;

    AutomationCheck(Automation automation) {
        this.automation = automation;
        this.swapped = automation.deeds().stream()
                .filter(deed -> deed.swap() != null)
                .map(Deed::slot)
                .collect(Collectors.toSet());
    }

    /** The automation with every plugin pinned to its version and every setting given. */
    static Automation resolve(Automation automation, Catalog catalog) {
        List<Automation.Rule> rules = new ArrayList<>();
        for (Automation.Rule rule : automation.rules()) {
            String path = "rules[" + rules.size() + "]";
            rules.add(
                    new Automation.Rule(rule.name(), rule.when(), rule.timing(), resolve(rule.deed(), path, catalog)));
        }
        List<Automation.Appointment> schedule = new ArrayList<>();
        for (Automation.Appointment one : automation.schedule()) {
            String path = "schedule[" + schedule.size() + "]";
            schedule.add(new Automation.Appointment(one.unit(), one.at(), resolve(one.deed(), path, catalog)));
        }
        return new Automation(List.copyOf(rules), List.copyOf(schedule));
    }

    private static Deed resolve(Deed deed, String path, Catalog catalog) {
        if (deed.swap() == null || deed.swap().plugin().isEmpty()) {
            return deed;
        }
        Kind kind = kind(deed.slot(), path + ".swap.slot");
        if (!deed.slot().equals(kind.single())) {
            RunSpecReader.checkName(
                    path + ".swap.slot", deed.slot().substring(deed.slot().indexOf('.') + 1));
        }
        Plugin plugin = catalog.resolve(kind, deed.swap().plugin(), path + ".swap.plugin");
        Map<String, Object> config =
                Assembly.complete(path + ".swap", plugin, deed.swap().config());
        return deed.pinned(plugin.pin(), config);
    }

    private static Kind kind(String slot, String path) {
        try {
            return Kind.ofPath(slot);
        } catch (IllegalArgumentException e) {
            throw new PolycriticException(ErrorCode.USER, path, e.getMessage(), e);
        }
    }

    /** Checks slots, settings and the slots that conditions are about. */
    void against(Parts parts) {
        for (int i = 0; i < automation.rules().size(); i++) {
            Automation.Rule rule = automation.rules().get(i);
            series(rule.when(), parts, "rules[" + i + "].when");
            deed(rule.deed(), parts, "rules[" + i + "]");
        }
        for (int i = 0; i < automation.schedule().size(); i++) {
            deed(automation.schedule().get(i).deed(), parts, "schedule[" + i + "]");
        }
    }

    private void series(Condition condition, Parts parts, String path) {
        for (String series : condition.series()) {
            String slot = series.substring(0, series.indexOf('/'));
            if (!slot.equals(RUN)) {
                slot(slot, parts, path);
            }
        }
    }

    private void slot(String slot, Parts parts, String path) {
        Set<String> known = new TreeSet<>(swapped);
        parts.all().forEach(occupant -> known.add(occupant.path()));
        if (!known.contains(slot)) {
            throw unknown(path, "the run has no slot '" + slot + "';", slot, known);
        }
    }

    private static PolycriticException unknown(String path, String what, String name, Collection<String> known) {
        String nearest = Names.nearest(name, known);
        return new PolycriticException(
                ErrorCode.USER,
                path,
                what + (nearest.isEmpty() ? "" : " did you mean '" + nearest + "'?") + " there are " + known);
    }

    private void deed(Deed deed, Parts parts, String path) {
        String inner = path + (deed.swap() == null ? ".set" : ".swap");
        guards(deed, parts, inner + ".guards");
        if (deed.swap() != null) {
            if (deed.swap().plugin().isEmpty()) {
                slot(deed.slot(), parts, inner + ".slot");
            }
            return;
        }
        slot(deed.slot(), parts, inner + ".slot");
        if (!swapped.contains(deed.slot())) {
            setting(deed.set(), parts.get(deed.slot()), inner);
        }
    }

    private static void setting(SettingRequest set, Occupant occupant, String path) {
        boolean weighs = occupant.kind() == Kind.CRITIC || occupant.kind() == Kind.REWARD_MODEL;
        if (weighs && set.setting().equals(SettingRequest.WEIGHT)) {
            if (!(set.value() instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                throw RunSpecReader.wrong(path + ".value", String.valueOf(set.value()), "a finite number");
            }
            return;
        }
        try {
            Settings.changed(occupant, set.setting(), set.value(), weighs);
        } catch (PolycriticException e) {
            String field = e.path().equals("setting") ? ".setting" : ".value";
            throw new PolycriticException(
                    ErrorCode.USER,
                    path + field,
                    e.getMessage().substring(e.path().length() + 2),
                    e);
        }
    }

    /** A guard of a name is made for the series that are reported when its time has come. */
    private void guards(Deed deed, Parts parts, String path) {
        for (int i = 0; i < deed.guards().size(); i++) {
            String guard = deed.guards().get(i);
            String at = path + "[" + i + "]";
            if (Preset.isName(guard)) {
                Preset.named(at, guard);
            } else {
                series(Condition.parse(at, guard), parts, at);
            }
        }
    }
}
