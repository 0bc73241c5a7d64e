package io.polycritic.http;

import io.polycritic.api.control.ForkRequest;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import java.io.IOException;
import java.util.List;

/** What can be asked of the slots of a run. */
final class SwapRoutes {
    private SwapRoutes() {}

    static void addTo(Router router) {
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/swaps",
                        call -> Page.of(call, call.control().tickets(call.path("run")), Ticket::id),
                        Page.QUERY)
                .on(Role.OPERATOR, "POST", "/runs/{run}/swaps", SwapRoutes::swap)
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/preview",
                        call -> Reply.ok(call.control().preview(call.path("run"), request(call))))
                .on(Role.OPERATOR, "POST", "/runs/{run}/settings", SwapRoutes::set)
                .on(Role.VIEWER, "GET", "/runs/{run}/swaps/{ticket}", SwapRoutes::ticket)
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/swaps/{ticket}/rollback",
                        call -> Reply.ok(call.control().rollBack(call.path("run"), number(call))))
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/swaps/{ticket}/commit",
                        call -> Reply.ok(call.control().commit(call.path("run"), number(call))))
                .on(Role.VIEWER, "GET", "/runs/{run}/candidates", SwapRoutes::candidates, "slot")
                .on(Role.VIEWER, "GET", "/runs/{run}/guards", SwapRoutes::guards, "slot")
                .on(Role.OPERATOR, "POST", "/runs/{run}/forks", SwapRoutes::fork)
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/replay",
                        call -> Reply.ok(call.control().replay(call.path("run"))))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/replay",
                        call -> Reply.ok(call.control().replayed(call.path("run"))));
    }

    /** Answers 201 also for a rejected ticket: the ticket exists, and says why. */
    private static Reply swap(Call call) throws IOException {
        return created(call.control().swap(call.path("run"), request(call)));
    }

    private static Reply created(Ticket ticket) {
        String run = Router.segment(ticket.run());
        return Reply.created(ticket, ApiServlet.ROOT + "/runs/" + run + "/swaps/" + ticket.id());
    }

    private static SwapRequest request(Call call) throws IOException {
        return checked("", call.body(SwapRequest.class));
    }

    private static SwapRequest checked(String where, SwapRequest request) {
        required(where + "slot", request.slot());
        if (request.plugin() == null) {
            throw HttpProblem.user(
                    where + "plugin", "is missing; give a plugin's id, or an empty text to remove the slot");
        }
        String mode = request.mode() == null ? TicketChange.WARM : request.mode();
        if (!TicketChange.MODES.contains(mode)) {
            throw HttpProblem.user(
                    where + "mode", "must be one of " + String.join(", ", TicketChange.MODES) + "; is '" + mode + "'");
        }
        if (request.span() != null && !TicketChange.SHARING.contains(mode)) {
            throw HttpProblem.user(
                    where + "span", "is for modes in which two parts share the slot; the mode is '" + mode + "'");
        }
        if (request.weight() != null && !Double.isFinite(request.weight())) {
            throw HttpProblem.user(where + "weight", "must be a finite number");
        }
        guards(where, request.guards());
        return request;
    }

    private static void guards(String where, List<String> guards) {
        for (int i = 0; guards != null && i < guards.size(); i++) {
            if (guards.get(i) == null || guards.get(i).isBlank()) {
                throw HttpProblem.user(
                        where + "guards.[" + i + "]", "is empty; it must be a condition, or the name of a guard");
            }
        }
    }

    private static Reply set(Call call) throws IOException {
        return created(call.control().set(call.path("run"), checked("", call.body(SettingRequest.class))));
    }

    private static SettingRequest checked(String where, SettingRequest request) {
        required(where + "slot", request.slot());
        if (request.setting() == null || request.setting().isBlank()) {
            throw HttpProblem.user(where + "setting", "is missing; it must be a live setting, or weight");
        }
        if (request.value() == null) {
            throw HttpProblem.user(where + "value", "is missing");
        }
        guards(where, request.guards());
        return request;
    }

    private static Reply fork(Call call) throws IOException {
        ForkRequest request = call.body(ForkRequest.class);
        if (request.swap() != null) {
            checked("swap.", request.swap());
        }
        if (request.setting() != null) {
            checked("setting.", request.setting());
        }
        RunView run = call.control().fork(call.path("run"), request);
        return Reply.created(run, ApiServlet.ROOT + "/runs/" + Router.segment(run.run()));
    }

    private static long number(Call call) {
        String id = call.path("ticket");
        if (!id.matches("[0-9]{1,18}")) {
            throw HttpProblem.of(404, "NOT_FOUND", "swaps/" + id, "a ticket's name is its number");
        }
        return Long.parseLong(id);
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

    private static Reply guards(Call call) {
        return RunRoutes.items(call.control().guards(call.path("run"), required("slot", call.query("slot"))));
    }

    private static String required(String name, String value) {
        if (value == null || value.isBlank()) {
            throw HttpProblem.user(name, "is missing; it must be a slot's path, for example critics.safety");
        }
        return value;
    }
}
