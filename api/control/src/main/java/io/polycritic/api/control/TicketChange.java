package io.polycritic.api.control;

import java.util.List;

/**
 * What a ticket changes, and how.
 *
 * @param mode for another part one of {@link #MODES}; {@link #SET} for another value of a setting
 * @param span updates during which newcomer and incumbent share the slot; 0 where they do not
 * @param setting the setting whose value is changed; empty for another part
 * @param value its new value; null for another part
 * @param guards the conditions that roll it back during probation, besides faults
 * @param probation updates for which it is watched once the newcomer fills the slot; 0 commits at once
 * @param by who asked: {@code user}, {@code rule <name>}, {@code schedule}, {@code upgrade}, {@code fault}
 */
public record TicketChange(
        String mode, long span, String setting, Object value, List<String> guards, long probation, String by) {
    /** The state is carried over by name. */
    public static final String WARM = "warm";

    /** The newcomer begins anew. */
    public static final String COLD = "cold";

    /** The newcomer learns beside the incumbent, which alone counts, then takes over. */
    public static final String SHADOW = "shadow";

    /** The newcomer is fitted to the incumbent's outputs, then takes over. */
    public static final String DISTILL = "distill";

    /** The signals of both are interpolated until the newcomer alone counts. */
    public static final String BLEND = "blend";

    /** One setting has another value; the part keeps all its state. */
    public static final String SET = "set";

    /** The modes in which newcomer and incumbent share the slot for some updates. */
    public static final List<String> SHARING = List.of(SHADOW, DISTILL, BLEND);

    /** The modes of a swap. */
    public static final List<String> MODES = List.of(WARM, COLD, SHADOW, DISTILL, BLEND);
}
