package io.polycritic.rl;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Reduce;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A critic of actions: Q(s, a) of one reward. Learners differentiate its values in graphs of their own, which they
 * build again when the slot's generation changes. It trains itself, target networks included, on batches of replayed
 * steps. Its networks are made for the width of the first features that it sees or loads.
 *
 * <p>Actions are samples as in {@link Transitions#SAMPLE}: [B, a] numbers, or [B] classes.
 */
@ConsumerType
public interface ActionValueCritic extends LossCritic {
    /** The discount of the next step's value, gamma. */
    double discount();

    /**
     * What the critic tells a policy about each of a finite number of actions.
     *
     * @param features [B, f]
     * @return [B, n]
     * @throws IllegalStateException if the environment's actions are not finite
     */
    Node values(Node features);

    /**
     * What the critic tells a policy about given actions.
     *
     * @param features [B, f]
     * @param actions [B, a] or [B]
     * @return [B, 1]
     */
    Node value(Node features, Node actions);

    /**
     * Makes one step of optimisation. Needs the fields features, nextFeatures, ending, {@link Transitions#SAMPLE} and
     * the reward; where actions are continuous {@link Transitions#NEXT_SAMPLE}. {@link Transitions#NEXT_PROBABILITIES},
     * {@link Transitions#NEXT_BONUS}, {@link Transitions#ELAPSED} and {@link Transitions#IMPORTANCE} are used if they
     * are there. Writes {@link Transitions#errors}.
     *
     * @param batch replayed steps [B]
     */
    void learn(Batch batch);

    /** Minus the mean value of the actions in {@code actionSample}, which a policy lowers by acting better. */
    @Override
    default Node loss(Map<String, Node> fields) {
        return Elementwise.negate(Reduce.mean(value(fields.get(Fields.FEATURES), fields.get(Transitions.SAMPLE))));
    }

    /** None: the critic trains itself. */
    @Override
    default List<Parameters> parameters() {
        return List.of();
    }

    /** Shadow, blend, and distill if the newcomer judges one reward: it learns this critic's values of its actions. */
    @Override
    default Set<Handover.Mode> handovers(Part newcomer) {
        return ActionValuePair.handovers(this, newcomer);
    }

    @Override
    default Optional<Pair> beside(Part newcomer, Handover handover, PartContext context) {
        return handovers(newcomer).contains(handover.mode())
                ? Optional.of(new ActionValuePair(this, (ActionValueCritic) newcomer, handover, context))
                : Optional.empty();
    }
}
