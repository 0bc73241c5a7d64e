package io.polycritic.api.control;

import java.util.List;
import java.util.Map;

/**
 * Asks for another part in a slot.
 *
 * @param slot the slot's path; a path without occupant adds a slot
 * @param plugin the plugin's id, or {@code id@version}; empty to remove the slot
 * @param config its configuration; settings left out have their defaults; null for none
 * @param mode one of {@link TicketChange#MODES}; null for {@code warm}
 * @param span updates during which newcomer and incumbent share the slot in the modes {@code shadow}, {@code distill}
 *     and {@code blend}; null for {@link #USUAL_SPAN}
 * @param weight the weight of the slot's signal, or null to keep it
 * @param guards conditions over metrics, or names of ready-made ones, that roll the swap back; null for none
 * @param probation updates for which the newcomer is watched once it fills the slot: a fault, or a guard that trips,
 *     rolls the swap back; null for {@link #USUAL_PROBATION}, 0 commits at once
 * @param trial whether the newcomer is tried on a copy of the run first; null for yes
 */
public record SwapRequest(
        String slot,
        String plugin,
        Map<String, Object> config,
        String mode,
        Long span,
        Double weight,
        List<String> guards,
        Long probation,
        Boolean trial) {
    /** The span where none is asked for. */
    public static final long USUAL_SPAN = 50;

    /** The probation where none is asked for. */
    public static final long USUAL_PROBATION = 50;

    /**
     * Asks for a swap with everything else as usual.
     *
     * @param slot the slot's path
     * @param plugin the plugin
     * @param config its configuration
     * @param mode the mode, or null
     * @param weight the weight, or null
     * @return the request
     */
    public static SwapRequest of(String slot, String plugin, Map<String, Object> config, String mode, Double weight) {
        return new SwapRequest(slot, plugin, config, mode, null, weight, null, null, null);
    }
}
