package io.polycritic.api.control;

/**
 * The record of a change of one slot: another part, or another value of a setting.
 *
 * @param id its number in the run, from 1
 * @param run the run
 * @param slot the slot's path
 * @param from plugin and version before, {@code id@version}; empty for a new slot
 * @param to plugin and version after; empty for a slot that is removed
 * @param change what is changed, and how
 * @param state how far it came
 * @param update the number of updates made when it was applied, -1 before
 * @param decided the number of updates made when it was committed, rejected or rolled back, -1 before
 * @param pauseMillis how long the run stood still for it at the safe point, in milliseconds
 * @param transfer what became of the state
 * @param problem why it was rejected or rolled back, or null
 */
public record Ticket(
        long id,
        String run,
        String slot,
        String from,
        String to,
        TicketChange change,
        TicketState state,
        long update,
        long decided,
        double pauseMillis,
        StateTransfer transfer,
        Problem problem) {
    /**
     * The same ticket, further on.
     *
     * @param next its state now
     * @return the ticket
     */
    public Ticket as(TicketState next) {
        return new Ticket(id, run, slot, from, to, change, next, update, decided, pauseMillis, transfer, problem);
    }

    /**
     * The same ticket for another plugin.
     *
     * @param pin plugin and version
     * @return the ticket
     */
    public Ticket to(String pin) {
        return new Ticket(id, run, slot, from, pin, change, state, update, decided, pauseMillis, transfer, problem);
    }

    /**
     * The same ticket, whose newcomer has shared the slot for another time than was asked for.
     *
     * @param updates for how many updates it did
     * @return the ticket
     */
    public Ticket sharedFor(long updates) {
        TicketChange made = new TicketChange(
                change.mode(),
                updates,
                change.setting(),
                change.value(),
                change.guards(),
                change.probation(),
                change.by());
        return new Ticket(id, run, slot, from, to, made, state, update, decided, pauseMillis, transfer, problem);
    }

    /**
     * The same ticket, applied.
     *
     * @param at the number of updates made
     * @param pause how long the run stood still, in milliseconds
     * @param moved what became of the state
     * @return the ticket
     */
    public Ticket applied(long at, double pause, StateTransfer moved) {
        return new Ticket(id, run, slot, from, to, change, TicketState.APPLIED, at, -1, pause, moved, problem);
    }

    /**
     * The same ticket, decided.
     *
     * @param last its last state
     * @param at the number of updates made
     * @param why the cause, or null
     * @return the ticket
     */
    public Ticket decided(TicketState last, long at, Problem why) {
        return new Ticket(id, run, slot, from, to, change, last, update, at, pauseMillis, transfer, why);
    }
}
