package io.polycritic.plugins.learners.games;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.games.InverseObjective;
import io.polycritic.games.MarginalCritic;
import io.polycritic.games.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The critics of a team and their objective, and whether one of them has changed. */
final class Critics {
    private final List<Slot<MarginalCritic>> slots = new ArrayList<>();
    private final Slot<InverseObjective> objective;
    private final int[] revisions;

    Critics(Team team, String objective, PartContext context) {
        for (String name : team.names()) {
            slots.add(context.slot("critics." + name, MarginalCritic.class));
        }
        this.objective = context.slot(objective, InverseObjective.class);
        this.revisions = new int[slots.size() + 1];
        Arrays.fill(revisions, -1);
    }

    void declare(Wiring.Builder wiring) {
        slots.forEach(slot -> wiring.calls(slot.path(), MarginalCritic.class, 1));
        wiring.calls(objective.path(), InverseObjective.class, 1);
    }

    /** Whether a slot has another occupant, or one with other settings, than when this was asked last. */
    boolean changed() {
        boolean changed = false;
        for (int i = 0; i < slots.size(); i++) {
            changed |= revisions[i] != slots.get(i).revision();
            revisions[i] = slots.get(i).revision();
        }
        changed |= revisions[slots.size()] != objective.revision();
        revisions[slots.size()] = objective.revision();
        return changed;
    }

    /** Refuses a discount of 1 where the second term is that of first states. */
    void check() {
        for (Slot<MarginalCritic> slot : slots) {
            if (objective.get().initial() && !(slot.get().discount() < 1)) {
                throw new InvalidConfigException(
                        slot.path() + ".config.discount",
                        "found gamma = " + slot.get().discount() + "; the second term of first states needs gamma < 1");
            }
        }
    }

    InverseObjective objective() {
        return objective.get();
    }

    MarginalCritic critic(int decider) {
        return slots.get(decider).get();
    }

    String path(int decider) {
        return slots.get(decider).path();
    }

    List<MarginalCritic> all() {
        return slots.stream().map(Slot::get).toList();
    }
}
