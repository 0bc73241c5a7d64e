package io.polycritic.engine;

import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SwapRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rule or the schedule does: a swap or another value of a setting, one of them null.
 *
 * @param by who does it, as tickets and the journal say: {@code rule <name>} or {@code schedule[<index>]}
 * @param swap the swap
 * @param set the setting
 */
record Deed(String by, SwapRequest swap, SettingRequest set) {
    String slot() {
        return swap == null ? set.slot() : swap.slot();
    }

    /** The conditions, or names of ready-made ones, that take it back. */
    List<String> guards() {
        List<String> guards = swap == null ? set.guards() : swap.guards();
        return guards == null ? List.of() : guards;
    }

    /** The same with a plugin that is pinned, and all of its settings given. */
    Deed pinned(String pin, Map<String, Object> config) {
        return new Deed(
                by,
                new SwapRequest(
                        swap.slot(),
                        pin,
                        config,
                        swap.mode(),
                        swap.span(),
                        swap.weight(),
                        swap.guards(),
                        swap.probation(),
                        swap.trial()),
                null);
    }

    /** Adds {@code "swap": {..}} or {@code "set": {..}}, as {@link AutomationReader} reads them. */
    void write(Map<String, Object> json) {
        Map<String, Object> one = new LinkedHashMap<>();
        if (swap != null) {
            one.put("slot", swap.slot());
            one.put("plugin", swap.plugin());
            one.put("config", swap.config());
            putIfGiven(one, "mode", swap.mode());
            putIfGiven(one, "span", swap.span());
            putIfGiven(one, "weight", swap.weight());
            putIfGiven(one, "guards", swap.guards());
            putIfGiven(one, "probation", swap.probation());
            json.put("swap", one);
        } else {
            one.put("slot", set.slot());
            one.put("setting", set.setting());
            one.put("value", set.value());
            putIfGiven(one, "guards", set.guards());
            putIfGiven(one, "probation", set.probation());
            json.put("set", one);
        }
    }

    private static void putIfGiven(Map<String, Object> json, String key, Object value) {
        if (value != null) {
            json.put(key, value);
        }
    }
}
