package io.polycritic.runtime.launcher;

import io.polycritic.api.control.SlotUse;
import io.polycritic.api.control.SlotView;
import java.util.Locale;
import java.util.StringJoiner;

/** What people read of a slot: how it stands, and what it uses. */
final class SlotText {
    private SlotText() {}

    /** For example {@code active}, or {@code shared with v-critic@0.2.0}. */
    static String state(SlotView slot) {
        String state = slot.state().name().toLowerCase(Locale.ROOT);
        return slot.newcomer().isEmpty() ? state : state + " with " + slot.newcomer();
    }

    /** The slots that are called; those that only fields are read from in brackets. */
    static String uses(SlotView slot) {
        StringJoiner uses = new StringJoiner(" ");
        for (SlotUse use : slot.uses()) {
            uses.add(use.calls() ? use.slot() : "(" + use.slot() + ")");
        }
        return uses.toString();
    }
}
