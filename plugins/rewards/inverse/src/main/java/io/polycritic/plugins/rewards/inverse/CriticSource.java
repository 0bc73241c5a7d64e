package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.games.MarginalCritic;
import java.util.List;

/** Where the agents' critics come from. */
interface CriticSource {
    /** The paths of slots that must be there; none for another run's. */
    List<String> slots();

    /** A critic for each agent, in order. */
    List<MarginalCritic> critics();

    /** Changes when critics are others than before, or have other settings. */
    long revision();

    /** Those of the run's own slots. */
    static CriticSource slots(PartContext context) {
        List<Slot<MarginalCritic>> slots = context.environment().agents().stream()
                .map(agent -> context.slot("critics." + agent, MarginalCritic.class))
                .toList();
        return new CriticSource() {
            @Override
            public List<String> slots() {
                return slots.stream().map(Slot::path).toList();
            }

            @Override
            public List<MarginalCritic> critics() {
                return slots.stream().map(Slot::get).toList();
            }

            @Override
            public long revision() {
                long sum = 0;
                for (Slot<MarginalCritic> slot : slots) {
                    sum += slot.revision();
                }
                return sum;
            }
        };
    }

    /**
     * Those of another run's newest snapshot.
     *
     * @throws InvalidConfigException if it has none for an agent
     */
    static CriticSource frozen(String run, PartContext context) {
        Subject subject = context.frozen(run);
        List<MarginalCritic> critics = context.environment().agents().stream()
                .map(agent -> subject.part("critics." + agent, MarginalCritic.class)
                        .orElseThrow(() -> new InvalidConfigException(
                                "run", "the run '" + run + "' has no critic of " + agent + " in critics." + agent)))
                .toList();
        return new CriticSource() {
            @Override
            public List<String> slots() {
                return List.of();
            }

            @Override
            public List<MarginalCritic> critics() {
                return critics;
            }

            @Override
            public long revision() {
                return 0;
            }
        };
    }
}
