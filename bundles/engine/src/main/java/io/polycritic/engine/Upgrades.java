package io.polycritic.engine;

import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.control.TicketState;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Catalog;
import io.polycritic.catalog.Plugin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings higher versions of plugins to live runs, as each run's policy says. That there is one is an event of the run;
 * the swap that a run may ask for is made by the thread that events are delivered on, for bundles are started by
 * threads that must not wait for runs.
 */
final class Upgrades implements AutoCloseable {
    /** The type of the event that says that a slot can be upgraded. */
    static final String EVENT = "upgrade";

    /** Who asks for the swap, as tickets have it. */
    static final String BY = "upgrade";

    private static final System.Logger LOG = System.getLogger(Upgrades.class.getName());

    private final Catalog catalog;
    private final EventHub events;
    private final Function<String, Optional<Run>> runs;
    private final AutoCloseable subscription;

    Upgrades(Catalog catalog, EventHub events, Function<String, Optional<Run>> runs) {
        this.catalog = catalog;
        this.events = events;
        this.runs = runs;
        this.subscription = events.subscribe(this::heard);
    }

    /**
     * The plugin that an occupant could be upgraded to: of the same kind, id and bundle, the highest version that can
     * be used, if it is higher than the present one.
     */
    static Optional<Plugin> above(Occupant occupant, Catalog catalog) {
        Plugin present = occupant.plugin();
        return catalog.plugins().stream()
                .filter(plugin -> plugin.kind() == present.kind()
                        && plugin.id().equals(present.id())
                        && plugin.bundle().equals(present.bundle())
                        && plugin.fault().isEmpty()
                        && plugin.version().compareTo(present.version()) > 0)
                .findFirst();
    }

    /** What a run offers for a slot, {@code id@version}; empty if nothing. */
    static String offer(Run run, Occupant occupant) {
        return run.spec().upgrades() == UpgradePolicy.PIN
                ? ""
                : above(occupant, run.parts().services().catalog())
                        .map(Plugin::pin)
                        .orElse("");
    }

    /** Says so if slots of a run can be upgraded. */
    void announce(Run run) {
        boolean any = run.parts().all().stream()
                .anyMatch(occupant -> !offer(run, occupant).isEmpty());
        if (any) {
            Progress now = run.progress();
            events.publish(new RunEvent(run.id(), EVENT, now.update(), now.steps(), Map.of(), null, run.state()));
        }
    }

    private void heard(RunEvent event) {
        if (event.type().equals(EVENT) || isFreeAgain(event.ticket())) {
            runs.apply(event.run())
                    .filter(run -> run.spec().upgrades() == UpgradePolicy.AUTO)
                    .ifPresent(this::upgrade);
        }
    }

    /** A slot takes one ticket at a time; when another's is decided, an upgrade may have been waiting. */
    private static boolean isFreeAgain(Ticket ticket) {
        return ticket != null
                && !ticket.change().by().equals(BY)
                && (ticket.state() == TicketState.COMMITTED || ticket.state() == TicketState.ROLLED_BACK);
    }

    private void upgrade(Run run) {
        for (Occupant occupant : List.copyOf(run.parts().all())) {
            Optional<Plugin> higher = above(occupant, catalog);
            if (higher.isPresent()
                    && isUntried(run, occupant.path(), higher.get().pin())) {
                swap(run, occupant, higher.get());
            }
        }
    }

    /** What was refused or rolled back once is left to people. */
    private static boolean isUntried(Run run, String slot, String pin) {
        return run.tickets().all().stream()
                .filter(ticket -> ticket.slot().equals(slot)
                        && ticket.to().equals(pin)
                        && ticket.change().by().equals(BY))
                .noneMatch(ticket -> ticket.state() == TicketState.ROLLED_BACK
                        || ticket.state() == TicketState.REJECTED
                                && !ticket.problem().code().equals(ErrorCode.CONFLICT.name()));
    }

    private static void swap(Run run, Occupant occupant, Plugin higher) {
        try {
            Ticket ticket = run.desk()
                    .swap(
                            SwapRequest.of(occupant.path(), higher.pin(), occupant.config(), TicketChange.WARM, null),
                            BY);
            LOG.log(
                    System.Logger.Level.INFO,
                    "run {0}: the upgrade of {1} from {2} to {3} is {4}",
                    run.id(),
                    occupant.path(),
                    occupant.plugin().pin(),
                    higher.pin(),
                    ticket.state());
        } catch (PolycriticException e) {
            LOG.log(System.Logger.Level.WARNING, "run {0}: no upgrade to {1}: {2}", run.id(), higher.pin(), e);
        }
    }

    @Override
    public void close() {
        try {
            subscription.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
