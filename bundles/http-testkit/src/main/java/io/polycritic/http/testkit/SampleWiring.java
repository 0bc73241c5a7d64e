package io.polycritic.http.testkit;

import io.polycritic.api.control.SlotState;
import io.polycritic.api.control.SlotUse;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Who uses whom in the lively runs, as in runs of on-policy learners with a critic for each reward. */
final class SampleWiring {
    private SampleWiring() {}

    /** The slots with what they use and how they stand. */
    static List<SlotView> of(Collection<SlotView> slots, LivelyTickets tickets) {
        return slots.stream()
                .map(slot -> with(slot, uses(slot, slots), newest(slot.path(), tickets)))
                .toList();
    }

    private static Ticket newest(String path, LivelyTickets tickets) {
        return tickets.all().stream()
                .filter(ticket -> ticket.slot().equals(path) && LivelyTickets.isOpen(ticket))
                .findFirst()
                .orElse(null);
    }

    private static List<SlotUse> uses(SlotView user, Collection<SlotView> slots) {
        List<SlotUse> uses = new ArrayList<>();
        for (SlotView used : slots) {
            boolean calls =
                    switch (user.kind()) {
                        case "learner" -> !used.kind().equals("evaluator") && used != user;
                        case "critic", "reward model" -> used.kind().equals("optimizer");
                        case "evaluator" -> used.kind().equals("learner");
                        default -> false;
                    };
            List<String> fields = fields(user, used);
            if (calls || !fields.isEmpty()) {
                uses.add(new SlotUse(used.path(), calls, fields));
            }
        }
        return uses;
    }

    private static List<String> fields(SlotView user, SlotView used) {
        boolean judges = user.kind().equals("critic") || user.kind().equals("reward model");
        if (judges && used.kind().equals("learner")) {
            return user.needs();
        }
        String name = user.path().substring(user.path().indexOf('.') + 1);
        return user.kind().equals("critic") && used.path().equals("rewards." + name) ? List.of(used.path()) : List.of();
    }

    private static SlotView with(SlotView slot, List<SlotUse> uses, Ticket open) {
        boolean shared = open != null && open.state() == TicketState.APPLIED;
        SlotState state = open == null ? SlotState.ACTIVE : shared ? SlotState.SHARED : SlotState.PROBATION;
        return new SlotView(
                slot.path(),
                slot.kind(),
                slot.plugin(),
                slot.version(),
                slot.bundle(),
                slot.generation(),
                slot.weight(),
                slot.config(),
                slot.needs(),
                slot.offers(),
                slot.upgrade(),
                uses,
                state,
                shared ? open.to() : "");
    }
}
