package io.polycritic.monitoring;

import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.SystemView;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The metrics of runs. Labels are names of live runs, whose number the engine bounds, and words of fixed sets. */
final class RunMetrics {
    private static final String RUN = "run";
    private static final double[] PAUSES = {
        1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };
    private static final Set<TicketState> DECIDED =
            Set.of(TicketState.COMMITTED, TicketState.REJECTED, TicketState.ROLLED_BACK);

    private final RunCounts counts;
    private final Histogram pauses;
    private final Counter tickets;
    private final Counter evaluations;
    /** Tickets whose pause has been counted and that are not decided yet: at most one for each slot. */
    private final Set<String> counted = new HashSet<>();
    /** Milliseconds of the longest pause; the histogram does not keep it. */
    private double mostMillis;

    /**
     * Makes the metrics.
     *
     * @param engine the engine, or null as long as there is none
     * @param clock nanoseconds
     */
    RunMetrics(PrometheusRegistry registry, Supplier<RunControl> engine, LongSupplier clock) {
        counts = new RunCounts(
                () -> {
                    RunControl present = engine.get();
                    return present == null ? List.of() : present.runs();
                },
                clock);
        ofAll(registry, counts);
        ofEach(registry, counts);
        pauses = Histogram.builder()
                .name("polycritic_swap_pause_seconds")
                .help("How long runs stood still at a safe point for a swap.")
                .classicOnly()
                .classicUpperBounds(PAUSES)
                .register(registry);
        tickets = Counter.builder()
                .name("polycritic_tickets_total")
                .help("Changes of slots that were decided, by outcome.")
                .labelNames("outcome")
                .register(registry);
        DECIDED.forEach(state -> tickets.initLabelValues(word(state)));
        evaluations = Counter.builder()
                .name("polycritic_evaluations_total")
                .help("Evaluations of frozen copies that have ended.")
                .labelNames("outcome")
                .register(registry);
        evaluations.initLabelValues("ok");
        evaluations.initLabelValues("failed");
    }

    private static void ofAll(PrometheusRegistry registry, RunCounts counts) {
        GaugeWithCallback.builder()
                .name("polycritic_runs")
                .help("Runs of the data folder by state.")
                .labelNames("state")
                .callback(out -> {
                    for (RunState state : RunState.values()) {
                        out.call(counts.in(state), word(state));
                    }
                })
                .register(registry);
    }

    private static void ofEach(PrometheusRegistry registry, RunCounts counts) {
        CounterWithCallback.builder()
                .name("polycritic_run_updates_total")
                .help("Updates that a live run was seen to make, those made again after a rollback among them.")
                .labelNames(RUN)
                .callback(out -> counts.live().forEach((run, work) -> out.call(work.updates(), run)))
                .register(registry);
        CounterWithCallback.builder()
                .name("polycritic_run_steps_total")
                .help("Environment steps that a live run was seen to make.")
                .labelNames(RUN)
                .callback(out -> counts.live().forEach((run, work) -> out.call(work.steps(), run)))
                .register(registry);
        GaugeWithCallback.builder()
                .name("polycritic_run_steps_per_second")
                .help("The rate of a live run as it reports it; 0 while it rests.")
                .labelNames(RUN)
                .callback(out -> counts.live()
                        .forEach((run, work) -> out.call(work.view().stepsPerSecond(), run)))
                .register(registry);
        GaugeWithCallback.builder()
                .name("polycritic_run_progress_ratio")
                .help("The share of its budget that a live run has spent.")
                .labelNames(RUN)
                .callback(out -> counts.live()
                        .forEach((run, work) -> out.call(
                                (double) work.view().steps()
                                        / Math.max(1, work.view().budget()),
                                run)))
                .register(registry);
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    /** What live runs do, and did since the process began. */
    SystemView.Work work() {
        double rate = counts.live().values().stream()
                .mapToDouble(work -> work.view().stepsPerSecond())
                .sum();
        return new SystemView.Work(counts.in(RunState.RUNNING), counts.updates(), rate);
    }

    /** How long runs stood still for swaps. */
    synchronized SystemView.Pauses pauses() {
        long count = 0;
        double seconds = 0;
        for (HistogramSnapshot.HistogramDataPointSnapshot point :
                pauses.collect().getDataPoints()) {
            count += point.getCount();
            seconds += point.getSum();
        }
        return new SystemView.Pauses(count, 1e3 * seconds / Math.max(1, count), mostMillis);
    }

    /** Takes what has happened in a run; called by a thread of the engine's that runs do not wait for. */
    void accept(RunEvent event) {
        if (event.ticket() != null) {
            ticket(event.ticket());
        }
        if (event.type().equals("evaluation")) {
            boolean failed = event.metrics().keySet().stream().anyMatch(name -> name.endsWith("/failed"));
            evaluations.labelValues(failed ? "failed" : "ok").inc();
        }
    }

    private synchronized void ticket(Ticket ticket) {
        String key = ticket.run() + "#" + ticket.id();
        boolean decided = DECIDED.contains(ticket.state());
        boolean fresh = decided ? !counted.remove(key) : counted.add(key);
        if (ticket.pauseMillis() > 0 && fresh) {
            pauses.observe(ticket.pauseMillis() / 1e3);
            mostMillis = Math.max(mostMillis, ticket.pauseMillis());
        } else if (!decided && ticket.pauseMillis() <= 0) {
            // It has not been applied yet.
            counted.remove(key);
        }
        if (decided) {
            tickets.labelValues(word(ticket.state())).inc();
        }
    }
}
