package io.polycritic.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change of a run from outside, as the journal has it: enough to make it again.
 *
 * @param ticket the ticket's number; 0 for a change of weight
 * @param slot the slot's path
 * @param plugin the plugin as {@code id@version}; empty to remove the slot
 * @param config its whole configuration
 * @param mode {@code warm} or {@code cold}
 * @param weight the slot's weight afterwards
 */
record Change(long ticket, String slot, String plugin, Map<String, Object> config, String mode, double weight) {
    static final String SWAP = "swap";
    static final String WEIGHT = "weight";

    Map<String, Object> toData() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("slot", slot);
        data.put("weight", weight);
        if (ticket > 0) {
            data.put("ticket", ticket);
            data.put("plugin", plugin);
            data.put("config", config);
            data.put("mode", mode);
        }
        return data;
    }

    @SuppressWarnings("unchecked")
    static Change of(Map<String, Object> data) {
        return new Change(
                data.containsKey("ticket") ? ((Number) data.get("ticket")).longValue() : 0,
                (String) data.get("slot"),
                (String) data.getOrDefault("plugin", ""),
                (Map<String, Object>) data.getOrDefault("config", Map.of()),
                (String) data.getOrDefault("mode", ""),
                ((Number) data.get("weight")).doubleValue());
    }
}
