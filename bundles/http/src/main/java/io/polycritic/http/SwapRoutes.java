package io.polycritic.http;

import io.polycritic.api.control.ForkRequest;
import io.polycritic.api.control.GuardView;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.Replay;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SwapPreview;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import java.io.IOException;
import java.util.List;

/** What can be asked of the slots of a run. */
final class SwapRoutes {
    private static final String SWAP =
            "{\"slot\": \"critics.safety\", \"plugin\": \"v-critic\", \"config\": {\"discount\": 0.9}, \"mode\": \"warm\", \"guards\": [\"return-drop\"]}";

    private static final Parameter SLOT = Parameter.text("slot", "The slot's path, for example critics.safety.")
            .needed();

    private SwapRoutes() {}

    static void addTo(Router router) {
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/swaps",
                        Operation.of("The tickets of a run's changes, oldest first.")
                                .pagesBack(Ticket.class),
                        call -> Page.newest(call, call.control().tickets(call.path("run")), Ticket::id))
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/swaps",
                        Operation.of("Puts another part into a slot.")
                                .takes(SwapRequest.class, SWAP)
                                .creates(Ticket.class),
                        SwapRoutes::swap)
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/preview",
                        Operation.of("What a swap would do, tried on a copy of the run.")
                                .takes(SwapRequest.class, SWAP)
                                .gives(SwapPreview.class),
                        call -> Reply.ok(call.control().preview(call.path("run"), request(call))))
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/settings",
                        Operation.of("Changes a live setting, or a slot's weight.")
                                .takes(
                                        SettingRequest.class,
                                        "{\"slot\": \"critics.skill\", \"setting\": \"weight\", \"value\": 2}")
                                .creates(Ticket.class),
                        SwapRoutes::set)
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/swaps/{ticket}",
                        Operation.of("The ticket of a change.").gives(Ticket.class),
                        SwapRoutes::ticket);
        addDecisions(router);
        addOffers(router);
        addHistory(router);
    }

    private static void addDecisions(Router router) {
        router.on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/swaps/{ticket}/rollback",
                        Operation.of("Takes a change back: the run goes on from before it.")
                                .gives(Ticket.class),
                        call -> Reply.ok(call.control().rollBack(call.path("run"), number(call))))
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/swaps/{ticket}/commit",
                        Operation.of("Ends the probation of a change early; it stays.")
                                .gives(Ticket.class),
                        call -> Reply.ok(call.control().commit(call.path("run"), number(call))));
        router.on(
                Role.OPERATOR,
                "POST",
                "/runs/{run}/swaps/{ticket}/promote",
                Operation.of("Lets a newcomer that shares a slot take over before its time.")
                        .gives(Ticket.class),
                call -> Reply.ok(call.control().promote(call.path("run"), number(call))));
    }

    private static void addOffers(Router router) {
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/candidates",
                        Operation.of("Plugins that fit a slot.").asks(SLOT).lists(PluginView.class),
                        SwapRoutes::candidates)
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/guards",
                        Operation.of("Guards that are ready for a slot.")
                                .asks(SLOT)
                                .lists(GuardView.class),
                        SwapRoutes::guards);
    }

    private static void addHistory(Router router) {
        router.on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/forks",
                        Operation.of("Begins a run that shares this one's history up to a moment.")
                                .takes(ForkRequest.class, "{\"entry\": 1}")
                                .creates(RunView.class),
                        SwapRoutes::fork)
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/replay",
                        Operation.of("Begins to make the run again from its journal.")
                                .gives(Replay.class),
                        call -> Reply.ok(call.control().replay(call.path("run"))))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/replay",
                        Operation.of("How far a replay is, and whether the parameters are the same.")
                                .gives(Replay.class),
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
