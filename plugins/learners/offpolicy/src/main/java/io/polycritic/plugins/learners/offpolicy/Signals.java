package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.rl.ActionValueCritic;
import io.polycritic.rl.ReplayMemory;
import io.polycritic.rl.Transitions;
import java.util.ArrayList;
import java.util.List;

/**
 * The slots that the learner listens to, and whether one of them has another occupant, or one with other settings, than
 * in the last update.
 */
final class Signals {
    private final PartContext context;
    private final CriticRoles roles;
    private final Slot<ReplayMemory> memory;
    private CriticMix critics;
    private List<Slot<RewardModel>> rewards = List.of();
    private List<String> rewardNames = List.of();
    private int[] criticRevisions = new int[0];
    private int memoryRevision = -1;
    private boolean newCritics;
    private boolean newMemory;

    Signals(PartContext context, String memory, CriticRoles roles) {
        this.roles = roles;
        this.critics = new CriticMix(List.of(), roles);
        this.context = context;
        this.memory = context.slot(memory, ReplayMemory.class);
    }

    /** Looks at all slots. */
    void look() {
        List<Slot<ActionValueCritic>> found = context.slots(Kind.CRITIC, ActionValueCritic.class);
        newCritics = !same(found);
        if (newCritics) {
            if (found.isEmpty()) {
                throw new InvalidConfigException("critics", "at least one critic slot is needed (critics.<name>)");
            }
            checkRoles(found);
            critics = new CriticMix(found, roles);
            criticRevisions = found.stream().mapToInt(Slot::revision).toArray();
        }
        critics.weigh();
        List<Slot<RewardModel>> scoring = context.slots(Kind.REWARD_MODEL, RewardModel.class);
        newMemory = memory.revision() != memoryRevision || !sameRewards(scoring);
        rewards = scoring;
        if (newMemory) {
            memoryRevision = memory.revision();
            rewardNames = scoring.stream().map(Slot::name).toList();
        }
        if (newCritics || newMemory) {
            checkDiscounts();
        }
    }

    private void checkRoles(List<Slot<ActionValueCritic>> found) {
        List<String> names = found.stream().map(Slot::name).toList();
        List<String> wanted = new ArrayList<>(roles.objectives());
        if (!roles.entropy().isEmpty()) {
            wanted.add(roles.entropy());
        }
        // One critic may judge the sum of all objectives, weighted by the preference, instead of one for each.
        if (names.stream().anyMatch(name -> roles.objective(name) >= 0)
                || !roles.entropy().isEmpty()) {
            wanted.removeAll(names);
            boolean scalar = wanted.equals(roles.objectives());
            if (!wanted.isEmpty() && !scalar) {
                throw new InvalidConfigException(
                        "critics", "found " + names + ", but the learner also listens to " + wanted);
            }
        }
    }

    private boolean same(List<Slot<ActionValueCritic>> found) {
        if (found.size() != criticRevisions.length || found.isEmpty()) {
            return false;
        }
        for (int i = 0; i < criticRevisions.length; i++) {
            Slot<ActionValueCritic> before = critics.critics().get(i);
            if (!found.get(i).path().equals(before.path()) || found.get(i).revision() != criticRevisions[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean sameRewards(List<Slot<RewardModel>> found) {
        if (found.size() != rewardNames.size()) {
            return false;
        }
        for (int i = 0; i < rewardNames.size(); i++) {
            if (!found.get(i).name().equals(rewardNames.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void checkDiscounts() {
        for (Slot<ActionValueCritic> critic : critics.critics()) {
            if (memory.get().steps() > 1
                    && critic.get().discount() != memory.get().discount()) {
                throw new InvalidConfigException(
                        memory.path() + ".config.discount",
                        "found " + memory.get().discount() + ", but " + critic.path() + " discounts by "
                                + critic.get().discount()
                                + "; where steps are joined both must be the same");
            }
        }
    }

    CriticMix critics() {
        return critics;
    }

    List<Slot<RewardModel>> rewards() {
        return rewards;
    }

    List<String> rewardNames() {
        return rewardNames;
    }

    ReplayMemory memory() {
        return memory.get();
    }

    boolean newCritics() {
        return newCritics;
    }

    /** Whether the memory, or what a row of it consists of, has changed. */
    boolean newMemory() {
        return newMemory;
    }

    /** What a row of the memory consists of: what is learned from, and all of the experience if that is wanted. */
    List<FieldSpec> columns(Batch experience) {
        List<String> names =
                new ArrayList<>(List.of(Fields.FEATURES, Fields.NEXT_FEATURES, Transitions.SAMPLE, Fields.ENDING));
        if (memory.get().relabels()) {
            names.addAll(List.of(Fields.OBSERVATION, Fields.NEXT_OBSERVATION, Fields.ACTION, Fields.SIGNALS));
        }
        List<FieldSpec> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(experience.spec(name));
        }
        if (experience.has(Fields.PREFERENCE)) {
            fields.add(experience.spec(Fields.PREFERENCE));
        }
        for (Slot<RewardModel> slot : rewards) {
            fields.add(reward(slot));
        }
        return fields;
    }

    /** A reward's column, as wide as its model says. */
    private static FieldSpec reward(Slot<RewardModel> slot) {
        String name = Fields.rewards(slot.name());
        return slot.get().wiring().offers().stream()
                .filter(offer -> offer.name().equals(name) && offer.width() > 1)
                .map(offer -> FieldSpec.numbers(name, offer.width()))
                .findFirst()
                .orElse(FieldSpec.numbers(name));
    }
}
