package io.polycritic.api.control;

import java.util.List;

/**
 * Asks for another value of one setting of a slot's part, or of the slot's weight. The part keeps all its state.
 *
 * @param slot the slot's path
 * @param setting a live setting of the occupant, or {@link #WEIGHT}
 * @param value the new value
 * @param guards conditions over metrics, or names of ready-made ones, that set it back; null for none
 * @param probation updates for which it is watched; null for {@link SwapRequest#USUAL_PROBATION} where there are guards
 *     and for 0 where there are none
 * @param trial whether the change is tried on a copy of the run first; null for yes, but a weight never needs it
 */
public record SettingRequest(
        String slot, String setting, Object value, List<String> guards, Long probation, Boolean trial) {
    /** The setting that every critic and reward slot has: the weight of its signal. */
    public static final String WEIGHT = "weight";
}
