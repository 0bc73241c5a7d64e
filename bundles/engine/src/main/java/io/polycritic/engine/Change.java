package io.polycritic.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.TicketChange;
import io.polycritic.store.Journal;
import io.polycritic.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** A change of a run from outside, as the journal has it: enough to make it again. */
sealed interface Change {
    /** The slot's path. */
    String slot();

    /** The number of its ticket; 0 if it has none. */
    long ticket();

    /** Mode, guards and probation; null if it has no ticket, or is no change of its own. */
    TicketChange how();

    /** The journal's word for it. */
    String type();

    /** What stands in the journal. */
    Map<String, Object> toData();

    /**
     * Another part in a slot.
     *
     * @param ticket the ticket's number
     * @param slot the slot's path
     * @param plugin the plugin as {@code id@version}; empty to remove the slot
     * @param config its whole configuration
     * @param weight the slot's weight afterwards
     * @param how mode, guards, probation
     */
    record Exchange(
            long ticket, String slot, String plugin, Map<String, Object> config, double weight, TicketChange how)
            implements Change {
        @Override
        public String type() {
            return "swap";
        }

        @Override
        public Map<String, Object> toData() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("ticket", ticket);
            data.put("slot", slot);
            data.put("plugin", plugin);
            data.put("config", config);
            data.put("weight", weight);
            data.put("how", Json.mapper().convertValue(how, MAP));
            return data;
        }
    }

    /** Another value of a setting; which one and what value, says {@code how}. */
    record Setting(long ticket, String slot, TicketChange how) implements Change {
        @Override
        public String type() {
            return "set";
        }

        @Override
        public Map<String, Object> toData() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("ticket", ticket);
            data.put("slot", slot);
            data.put("how", Json.mapper().convertValue(how, MAP));
            return data;
        }
    }

    /** A newcomer that shares a slot takes over before its time. */
    record Promotion(long ticket, String slot) implements Change {
        @Override
        public TicketChange how() {
            return null;
        }

        @Override
        public String type() {
            return "promote";
        }

        @Override
        public Map<String, Object> toData() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("ticket", ticket);
            data.put("slot", slot);
            return data;
        }
    }

    /** A part that failed is parked; the run waits for another one. */
    record Park(String slot, Problem problem) implements Change {
        @Override
        public long ticket() {
            return 0;
        }

        @Override
        public TicketChange how() {
            return null;
        }

        @Override
        public String type() {
            return "park";
        }

        @Override
        public Map<String, Object> toData() {
            return Map.of("slot", slot, "problem", Json.mapper().convertValue(problem, MAP));
        }
    }

    /** For conversions to JSON objects. */
    TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    /** Whether a journal entry is a change. */
    static boolean is(Journal.Entry entry) {
        return switch (entry.type()) {
            case "swap", "set", "promote", "park" -> true;
            default -> false;
        };
    }

    /** The change that a journal entry holds. */
    static Change of(Journal.Entry entry) {
        Map<String, Object> data = entry.data();
        String slot = (String) data.get("slot");
        return switch (entry.type()) {
            case "swap" ->
                new Exchange(
                        number(data, "ticket").longValue(),
                        slot,
                        (String) data.get("plugin"),
                        Json.mapper().convertValue(data.get("config"), MAP),
                        number(data, "weight").doubleValue(),
                        Json.mapper().convertValue(data.get("how"), TicketChange.class));
            case "set" ->
                new Setting(
                        number(data, "ticket").longValue(),
                        slot,
                        Json.mapper().convertValue(data.get("how"), TicketChange.class));
            case "promote" -> new Promotion(number(data, "ticket").longValue(), slot);
            case "park" -> new Park(slot, Json.mapper().convertValue(data.get("problem"), Problem.class));
            default -> throw new IllegalArgumentException(entry.type() + " is no change");
        };
    }

    private static Number number(Map<String, Object> data, String key) {
        return (Number) data.get(key);
    }
}
