package io.polycritic.api.control;

import java.util.List;

/**
 * The record of a swap.
 *
 * @param id its number in the run, from 1
 * @param run the run
 * @param slot the slot's path
 * @param from plugin and version before, {@code id@version}; empty for a new slot
 * @param to plugin and version after; empty for a slot that is removed
 * @param mode {@code warm} or {@code cold}
 * @param state how far it came
 * @param update the number of updates made when it was applied, -1 before
 * @param pauseMillis how long the run stood still for it, in milliseconds
 * @param carried names of the state that the new part took over
 * @param initialised names of its state that it began anew
 * @param dropped names of the old part's state that it has no use for
 * @param problem why it was rejected or rolled back, or null
 */
public record Ticket(
        long id,
        String run,
        String slot,
        String from,
        String to,
        String mode,
        TicketState state,
        long update,
        double pauseMillis,
        List<String> carried,
        List<String> initialised,
        List<String> dropped,
        Problem problem) {}
