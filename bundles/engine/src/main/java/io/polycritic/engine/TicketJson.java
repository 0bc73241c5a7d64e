package io.polycritic.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import io.polycritic.api.control.Ticket;
import io.polycritic.store.Json;
import java.util.Map;

/** Tickets as the journal has them. */
final class TicketJson {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private TicketJson() {}

    static Map<String, Object> write(Ticket ticket) {
        return Json.mapper().convertValue(ticket, OBJECT);
    }

    static Ticket read(Object json) {
        return Json.mapper().convertValue(json, Ticket.class);
    }
}
