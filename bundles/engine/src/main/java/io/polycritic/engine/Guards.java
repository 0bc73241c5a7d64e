package io.polycritic.engine;

import io.polycritic.api.control.TicketChange;
import io.polycritic.api.plugin.Handover;
import io.polycritic.conditions.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes the guards of a change: conditions over series that the run reports. */
final class Guards {
    private Guards() {}

    /**
     * The same change with ready-made guards made for its slot, and all of them checked.
     *
     * @param reported the names of the series that the run reports; the newcomer is expected to report what the
     *     incumbent does
     */
    static TicketChange made(String slot, TicketChange how, Set<String> reported) {
        if (how.guards().isEmpty()) {
            return how;
        }
        Set<String> series = new TreeSet<>(reported);
        String own = slot + "/";
        reported.stream()
                .filter(name -> name.startsWith(own))
                .forEach(name -> series.add(Handover.next(slot) + name.substring(slot.length())));
        List<String> guards = new ArrayList<>();
        for (int i = 0; i < how.guards().size(); i++) {
            guards.add(Preset.read("guards[" + i + "]", how.guards().get(i), slot, series)
                    .text());
        }
        return new TicketChange(how.mode(), how.span(), how.setting(), how.value(), guards, how.probation(), how.by());
    }
}
