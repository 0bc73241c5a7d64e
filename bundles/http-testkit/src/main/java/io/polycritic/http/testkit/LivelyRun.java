package io.polycritic.http.testkit;

import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SlotState;
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
    private static final int UPDATES_A_REPORT = 8;
    private static final long BEGUN = Instant.parse("2026-03-02T08:15:00Z").getEpochSecond();

    final String id;
    final LivelyTickets tickets;
    final List<JournalEntry> journal = new ArrayList<>();
    private final String name;
    private final long seed;
    private final long budget;
    private final Map<String, Curve> curves = new LinkedHashMap<>();
    private final Map<String, SlotView> slots = new LinkedHashMap<>();
    private final Map<Long, SlotView> replaced = new LinkedHashMap<>();
    private final Map<String, SlotView> newcomers = new LinkedHashMap<>();
    private RunState state = RunState.RUNNING;
    private Problem problem;
    private long reports;
    private String hash = "";

    LivelyRun(String name, long seed, long budget) {
        this(name + "-" + seed, name, seed, budget);
    }

    LivelyRun(String id, String name, long seed, long budget) {
        this.id = id;
        tickets = new LivelyTickets(id);
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
                "",
                List.of(),
                SlotState.ACTIVE,
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
            decide();
        }
        return this;
    }

    /** Makes one report's worth of updates and returns the new values. */
    Map<String, Double> advance() {
        reports++;
        Map<String, Double> reported = new LinkedHashMap<>();
        for (Curve curve : curves.values()) {
            boolean left = curve.name().contains(".next/") && !newcomers.containsKey(slotOf(curve.name()));
            if (!left && curve.report(reports, updates(), steps(), steps() / (double) budget)) {
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

    /** Lets tickets go on by themselves; returns those that are in another state now. */
    List<Ticket> decide() {
        List<Ticket> changed = tickets.observe(updates());
        for (Ticket ticket : changed) {
            SlotView newcomer = newcomers.remove(ticket.slot() + ".next");
            if (newcomer != null) {
                fill(ticket, newcomer);
            }
            journal("ticket", record(ticket));
        }
        return changed;
    }

    /** Lets a newcomer take over now. */
    Ticket promote(long id) {
        Ticket shared = tickets.get(id);
        tickets.keep(shared.sharedFor(updates() - shared.update()));
        decide();
        return tickets.get(id);
    }

    private static String slotOf(String series) {
        return series.substring(0, series.indexOf('/'));
    }

    private static Map<String, Object> record(Ticket ticket) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", ticket.id());
        record.put("slot", ticket.slot());
        record.put("state", ticket.state());
        record.put("problem", ticket.problem());
        return Map.of("record", record);
    }

    private void fill(Ticket ticket, SlotView newcomer) {
        replaced.put(ticket.id(), slots.put(ticket.slot(), newcomer));
        own(ticket.slot()).forEach(Curve::shake);
    }

    private List<Curve> own(String slot) {
        return curves.values().stream()
                .filter(curve -> curve.name().startsWith(slot + "/"))
                .filter(curve -> !curve.name().endsWith("/weight"))
                .toList();
    }

    Ticket swap(SwapRequest request) {
        SlotView old = slots.get(request.slot());
        TicketChange how = SampleChanges.how(request);
        String from = old == null ? "" : old.plugin() + "@" + old.version();
        Problem misfit = misfit(request);
        if (misfit != null) {
            Ticket refused = ticket(request.slot(), from, request.plugin(), how)
                    .decided(TicketState.REJECTED, updates(), misfit);
            journal("ticket", record(refused));
            return tickets.keep(refused);
        }
        PluginView plugin = SamplePlugins.find(request.plugin().split("@", 2)[0]);
        double weight = request.weight() == null ? old.weight() : request.weight();
        Map<String, Object> config = request.config() == null ? Map.of() : request.config();
        SlotView newcomer = slotOf(request.slot(), old.kind(), plugin, old.generation() + 1, weight, config);
        Ticket ticket = ticket(request.slot(), from, plugin.id() + "@" + plugin.version(), how)
                .applied(updates(), 11.6, SampleChanges.transfer(how.mode()))
                .as(LivelyTickets.begun(how));
        journal(
                "swap",
                Map.of(
                        "ticket",
                        ticket.id(),
                        "slot",
                        ticket.slot(),
                        "plugin",
                        ticket.to(),
                        "how",
                        Map.of("mode", how.mode())));
        if (LivelyTickets.isShared(ticket)) {
            share(newcomer);
        } else {
            fill(ticket, newcomer);
        }
        return tickets.keep(ticket);
    }

    private Ticket ticket(String slot, String from, String to, TicketChange how) {
        return new Ticket(
                tickets.next(), id, slot, from, to, how, TicketState.REQUESTED, -1, -1, 0, StateTransfer.NONE, null);
    }

    /** Why a swap cannot be made, or null. */
    Problem misfit(SwapRequest request) {
        SlotView old = slots.get(request.slot());
        PluginView plugin = SamplePlugins.find(request.plugin().split("@", 2)[0]);
        boolean fits = plugin != null && old != null && plugin.kind().equals(old.kind());
        return fits
                ? null
                : new Problem(
                        "USER",
                        request.slot(),
                        "'" + request.plugin() + "' does not fit; candidates are listed by kind");
    }

    private void share(SlotView newcomer) {
        String next = newcomer.path() + ".next";
        newcomers.put(next, newcomer);
        for (Curve curve : own(newcomer.path())) {
            String series = next + curve.name().substring(newcomer.path().length());
            double now = curve.latest();
            curves.put(series, new Curve(series, now * 2.5, now, 30, 0.03, 1));
        }
        curve(newcomer.path() + "/output.returns", 30, 34, 3, 0.02);
        curve(next + "/output.returns", 12, 33, 12, 0.03);
        curve(next + "/correlation.returns", 0.2, 0.94, 12, 0.02);
        curve(next + "/difference.returns", 19, 2.4, 12, 0.03);
    }

    /** Takes a ticket back; returns whether the run went back to an earlier update. */
    boolean rollBack(Ticket ticket) {
        tickets.keep(
                ticket.decided(TicketState.ROLLED_BACK, updates(), new Problem("USER", "", "rolled back on request")));
        journal("rollback", record(tickets.get(ticket.id())));
        boolean silent = newcomers.remove(ticket.slot() + ".next") != null
                && !ticket.change().mode().equals("blend");
        if (!silent) {
            if (replaced.containsKey(ticket.id())) {
                slots.put(ticket.slot(), replaced.get(ticket.id()));
            }
            reports = ticket.update() / UPDATES_A_REPORT;
            curves.values().forEach(curve -> curve.cut(ticket.update()));
        }
        return !silent;
    }

    Ticket set(SettingRequest request) {
        String path = request.slot();
        SlotView s = slots.get(path);
        if (s == null) {
            throw new ProblemException(new Problem("NOT_FOUND", path, "run '" + id + "' has no such slot"));
        }
        TicketChange how = SampleChanges.how(request);
        String pin = s.plugin() + "@" + s.version();
        Ticket ticket = ticket(path, pin, pin, how)
                .applied(updates(), 0.1, StateTransfer.NONE)
                .as(LivelyTickets.begun(how));
        replaced.put(ticket.id(), slots.put(path, SampleChanges.with(s, request)));
        if (request.setting().equals(SettingRequest.WEIGHT)) {
            double weight = slots.get(path).weight();
            curves.computeIfPresent(path + "/weight", (series, curve) -> curve.at(weight));
        }
        journal(
                "set",
                Map.of(
                        "ticket",
                        ticket.id(),
                        "slot",
                        path,
                        "how",
                        Map.of("setting", request.setting(), "value", request.value())));
        return tickets.keep(ticket);
    }

    /** A run that goes on from where this one is. */
    LivelyRun fork(String other) {
        LivelyRun fork = SampleRuns.slim(other, seed, budget).trainedTo(steps() / (double) budget);
        fork.journal("forked", Map.of("from", id, "entry", journal.size()));
        return fork;
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
        curves.values().stream().filter(Curve::isBegun).forEach(curve -> latest.put(curve.name(), curve.latest()));
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
                withSlots ? SampleWiring.of(slots.values(), tickets) : List.of());
    }

    private long steps() {
        return Math.min(budget, reports * STEPS_A_REPORT);
    }

    private long updates() {
        return reports * UPDATES_A_REPORT;
    }

    private void journal(String type, Map<String, Object> data) {
        String time = Instant.ofEpochSecond(BEGUN + reports / 3).toString();
        journal.add(new JournalEntry(journal.size() + 1L, time, updates(), type, data));
    }
}
