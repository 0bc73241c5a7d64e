package io.polycritic.engine;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.api.control.TicketState;

/**
 * Makes what rules and schedule decide, at the safe point right after the update: so the run stands still while a part
 * is made, and the same run decides and changes the same at the same update each time. Touched by the run's thread
 * alone.
 */
final class Deeds implements Rules.Hands {
    private static final System.Logger LOG = System.getLogger(Deeds.class.getName());

    private final Run run;
    private final Stretch stretch;

    Deeds(Run run, Stretch stretch) {
        this.run = run;
        this.stretch = stretch;
    }

    @Override
    public boolean isBusy(String slot) {
        return run.tickets().open(slot).isPresent();
    }

    @Override
    public void repeat() {
        stretch.catchUp();
    }

    @Override
    public void make(Deed deed) {
        stretch.catchUp();
        Occupant occupant = stretch.parts().get(deed.slot());
        String from = occupant == null ? "" : occupant.plugin().pin();
        String to = deed.swap() == null ? from : deed.swap().plugin();
        TicketChange asked = how(deed);
        Prepared prepared = null;
        Ticket ticket = null;
        try {
            TicketChange how = run.desk().guarded(deed.slot(), asked);
            ticket = run.tickets().request(deed.slot(), from, to, how);
            Preparation preparation = new Preparation(stretch.parts());
            Change change = deed.swap() == null
                    ? new Change.Setting(ticket.id(), deed.slot(), how)
                    : preparation.exchange(ticket.id(), deed.swap(), how);
            prepared = preparation.prepare(change);
            stretch.change(prepared, run.tickets().tell(ticket.as(TicketState.PREPARED)));
        } catch (RuntimeException | LinkageError e) {
            if (prepared != null && prepared.isUnused()) {
                prepared.discard();
            }
            Problem why = Faults.refusal(e, deed.slot());
            LOG.log(System.Logger.Level.WARNING, "run {0}: {1} was refused: {2}", run.id(), deed.by(), why.message());
            Ticket refused = ticket == null ? run.tickets().request(deed.slot(), from, to, asked) : ticket;
            run.tickets().reject(refused, why, stretch.progress().update());
        }
    }

    private static TicketChange how(Deed deed) {
        return deed.swap() == null ? Preparation.how(deed.set(), deed.by()) : Preparation.how(deed.swap(), deed.by());
    }
}
