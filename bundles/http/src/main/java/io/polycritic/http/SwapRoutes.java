package io.polycritic.http;

import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What can be asked of the slots of a run. */
final class SwapRoutes {
    private static final List<String> MODES = List.of("warm", "cold");

    /**
     * The body of a weight's change.
     *
     * @param weight the new weight
     */
    record Weight(Double weight) {}

    private SwapRoutes() {}

    static void addTo(Router router) {
        router.on(
                        "GET",
                        "/runs/{run}/swaps",
                        call -> RunRoutes.items(call.control().tickets(call.path("run"))))
                .on("POST", "/runs/{run}/swaps", SwapRoutes::swap)
                .on("GET", "/runs/{run}/swaps/{ticket}", SwapRoutes::ticket)
                .on("GET", "/runs/{run}/candidates", SwapRoutes::candidates, "slot")
                .on("PUT", "/runs/{run}/slots/{slot}/weight", SwapRoutes::weight);
    }

    /** Answers 201 also for a rejected ticket: the ticket exists, and says why. */
    private static Reply swap(Call call) throws IOException {
        SwapRequest request = call.body(SwapRequest.class);
        required("slot", request.slot());
        if (request.plugin() == null) {
            throw HttpProblem.user("plugin", "is missing; give a plugin's id, or an empty text to remove the slot");
        }
        if (request.mode() != null && !MODES.contains(request.mode())) {
            throw HttpProblem.user(
                    "mode", "must be one of " + String.join(", ", MODES) + "; is '" + request.mode() + "'");
        }
        if (request.weight() != null) {
            finite(request.weight());
        }
        Map<String, Object> config = request.config() == null ? Map.of() : request.config();
        Ticket ticket = call.control()
                .swap(
                        call.path("run"),
                        new SwapRequest(request.slot(), request.plugin(), config, request.mode(), request.weight()));
        String run = Router.segment(ticket.run());
        return Reply.created(ticket, ApiServlet.ROOT + "/runs/" + run + "/swaps/" + ticket.id());
    }

    private static Reply ticket(Call call) {
        String id = call.path("ticket");
        for (Ticket ticket : call.control().tickets(call.path("run"))) {
            if (String.valueOf(ticket.id()).equals(id)) {
                return Reply.ok(ticket);
            }
        }
        throw HttpProblem.of(404, "NOT_FOUND", "swaps/" + id, "run '" + call.path("run") + "' has no such ticket");
    }

    private static Reply candidates(Call call) {
        return RunRoutes.items(call.control().candidates(call.path("run"), required("slot", call.query("slot"))));
    }

    private static Reply weight(Call call) throws IOException {
        Double weight = call.body(Weight.class).weight();
        if (weight == null) {
            throw HttpProblem.user("weight", "is missing; it must be a finite number");
        }
        return Reply.ok(call.control().weight(call.path("run"), call.path("slot"), finite(weight)));
    }

    private static double finite(double weight) {
        if (!Double.isFinite(weight)) {
            throw HttpProblem.user("weight", "must be a finite number");
        }
        return weight;
    }

    private static String required(String name, String value) {
        if (value == null || value.isBlank()) {
            throw HttpProblem.user(name, "is missing; it must be a slot's path, for example critics.safety");
        }
        return value;
    }
}
