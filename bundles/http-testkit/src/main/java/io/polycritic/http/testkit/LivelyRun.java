package io.polycritic.http.testkit;

import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.StateTransfer;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.control.TicketState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run whose training is a set of curves. Guarded by the lock of {@link LivelyRuns}. */
final class LivelyRun {
    private static final int STEPS_A_REPORT = 3200;
    private static final long BEGUN = Instant.parse("2026-03-02T08:15:00Z").getEpochSecond();

    final String id;
    final List<Ticket> tickets = new ArrayList<>();
    final List<JournalEntry> journal = new ArrayList<>();
    private final String name;
    private final long seed;
    private final long budget;
    private final Map<String, Curve> curves = new LinkedHashMap<>();
    private final Map<String, SlotView> slots = new LinkedHashMap<>();
    private RunState state = RunState.RUNNING;
    private Problem problem;
    private long reports;
    private String hash = "";

    LivelyRun(String name, long seed, long budget) {
        id = name + "-" + seed;
        this.name = name;
        this.seed = seed;
        this.budget = budget;
        journal("created", Map.of("seed", seed, "budget", budget));
    }

    LivelyRun slot(String path, String kind, String plugin, double weight) {
        return slot(path, kind, plugin, weight, Map.of());
    }

    LivelyRun slot(String path, String kind, String plugin, double weight, Map<String, Object> config) {
        PluginView found = SamplePlugins.find(plugin);
        slots.put(path, slotOf(path, kind, found, 0, weight, config));
        return this;
    }

    private static SlotView slotOf(
            String path, String kind, PluginView plugin, int generation, double weight, Map<String, Object> config) {
        List<String> needs = kind.equals("environment") ? List.of() : List.of("observation", "action");
        return new SlotView(
                path,
                kind,
                plugin.id(),
                plugin.version(),
                plugin.bundle(),
                generation,
                weight,
                SamplePlugins.config(plugin, config),
                needs,
                List.of(path),
                "");
    }

    LivelyRun curve(String series, double first, double last, double speed, double noise) {
        return curve(series, first, last, speed, noise, 1);
    }

    LivelyRun curve(String series, double first, double last, double speed, double noise, int every) {
        curves.put(series, new Curve(series, first, last, speed, noise, every));
        return this;
    }

    /** Trains up to a share of the budget. */
    LivelyRun trainedTo(double share) {
        while (steps() < share * budget) {
            advance();
        }
        return this;
    }

    /** Makes one report's worth of updates and returns the new values. */
    Map<String, Double> advance() {
        reports++;
        Map<String, Double> reported = new LinkedHashMap<>();
        for (Curve curve : curves.values()) {
            if (curve.report(reports, updates(), steps(), steps() / (double) budget)) {
                reported.put(curve.name(), curve.latest());
            }
        }
        if (steps() >= budget) {
            to(RunState.DONE, "done");
        }
        return reported;
    }

    RunState state() {
        return state;
    }

    void to(RunState next, String type) {
        state = next;
        journal(type, Map.of());
    }

    LivelyRun failed(Problem cause) {
        problem = cause;
        state = RunState.FAILED;
        journal("failed", Map.of("path", cause.path(), "message", cause.message()));
        return this;
    }

    void snapshot() {
        hash = HexFormat.of()
                .toHexDigits(0x9e3779b97f4a7c15L * (reports + seed))
                .repeat(4);
        journal("snapshot", Map.of("parameterHash", hash));
    }

    Ticket swap(SwapRequest request) {
        SlotView old = slots.get(request.slot());
        String[] wanted = request.plugin().split("@", 2);
        PluginView plugin = SamplePlugins.find(wanted[0]);
        String from = old == null ? "" : old.plugin() + "@" + old.version();
        String mode = request.mode() == null ? "warm" : request.mode();
        TicketChange how = new TicketChange(mode, 0, "", null, List.of(), 0, "user");
        long number = tickets.size() + 1L;
        Ticket ticket;
        if (plugin == null || old == null || !plugin.kind().equals(old.kind())) {
            Problem cause = new Problem(
                    "USER", request.slot(), "'" + request.plugin() + "' does not fit; candidates are listed by kind");
            ticket = new Ticket(
                    number,
                    id,
                    request.slot(),
                    from,
                    request.plugin(),
                    how,
                    TicketState.REJECTED,
                    -1,
                    updates(),
                    0,
                    StateTransfer.NONE,
                    cause);
        } else {
            double weight = request.weight() == null ? old.weight() : request.weight();
            Map<String, Object> config = request.config() == null ? Map.of() : request.config();
            slots.put(request.slot(), slotOf(request.slot(), old.kind(), plugin, old.generation() + 1, weight, config));
            curves.forEach((series, curve) -> {
                if (series.startsWith(request.slot() + "/") && !series.endsWith("/weight")) {
                    curve.shake();
                }
            });
            boolean warm = mode.equals("warm");
            List<String> state = List.of("network.0.weight", "network.0.bias", "network.1.weight", "network.1.bias");
            ticket = new Ticket(
                    number,
                    id,
                    request.slot(),
                    from,
                    plugin.id() + "@" + plugin.version(),
                    how,
                    TicketState.COMMITTED,
                    updates(),
                    updates(),
                    11.6,
                    warm
                            ? new StateTransfer(state, List.of(), List.of("head.weight"), List.of("normaliser"))
                            : new StateTransfer(List.of(), List.of(), state, List.of()),
                    null);
            journal("swap", Map.of("ticket", number, "slot", request.slot(), "from", from, "to", ticket.to()));
        }
        tickets.add(ticket);
        return ticket;
    }

    Ticket set(SettingRequest request) {
        String path = request.slot();
        SlotView s = slots.get(path);
        if (s == null || !(request.value() instanceof Number number)) {
            throw new ProblemException(new Problem("NOT_FOUND", path, "run '" + id + "' has no such slot"));
        }
        double weight = number.doubleValue();
        slots.put(
                path,
                new SlotView(
                        s.path(),
                        s.kind(),
                        s.plugin(),
                        s.version(),
                        s.bundle(),
                        s.generation(),
                        weight,
                        s.config(),
                        s.needs(),
                        s.offers(),
                        s.upgrade()));
        curves.computeIfPresent(path + "/weight", (series, curve) -> curve.at(weight));
        TicketChange how =
                new TicketChange(TicketChange.SET, 0, request.setting(), request.value(), List.of(), 0, "user");
        String pin = s.plugin() + "@" + s.version();
        Ticket ticket = new Ticket(
                tickets.size() + 1L,
                id,
                path,
                pin,
                pin,
                how,
                TicketState.COMMITTED,
                updates(),
                updates(),
                0.1,
                StateTransfer.NONE,
                null);
        journal(
                "set",
                Map.of("ticket", ticket.id(), "slot", path, "how", Map.of("setting", "weight", "value", weight)));
        tickets.add(ticket);
        return ticket;
    }

    SlotView slotAt(String path) {
        return slots.get(path);
    }

    List<Curve> curves() {
        return List.copyOf(curves.values());
    }

    Curve curveOf(String series) {
        return curves.get(series);
    }

    RunEvent event(String type, Map<String, Double> metrics, Ticket ticket) {
        return new RunEvent(id, type, updates(), steps(), metrics, ticket, state);
    }

    RunView view(boolean withSlots) {
        Map<String, Double> latest = new LinkedHashMap<>();
        curves.forEach((series, curve) -> latest.put(series, curve.latest()));
        double rate = state == RunState.RUNNING ? 10_400 + 300 * Math.sin(reports / 7.0) : 0;
        return new RunView(
                id,
                name,
                seed,
                state,
                steps(),
                budget,
                updates(),
                steps() / 50,
                steps() / 10_400.0,
                rate,
                hash,
                problem,
                latest,
                withSlots ? List.copyOf(slots.values()) : List.of());
    }

    private long steps() {
        return Math.min(budget, reports * STEPS_A_REPORT);
    }

    private long updates() {
        return reports * 8;
    }

    private void journal(String type, Map<String, Object> data) {
        String time = Instant.ofEpochSecond(BEGUN + reports / 3).toString();
        journal.add(new JournalEntry(journal.size() + 1L, time, updates(), type, data));
    }
}
