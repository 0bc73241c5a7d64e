package io.polycritic.rl;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Agreement;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Sides;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Two critics of actions in one slot. Both learn; a policy is judged by the incumbent alone, or, where they blend, by
 * (1 - s) Q + s Q' with s for the share. A newcomer that is distilled learns the incumbent's values of the same actions
 * instead of its own targets.
 *
 * <p>The newcomer learns first, so that what an optimizer reports last is about the incumbent.
 */
final class ActionValuePair implements ActionValueCritic, Pair {
    private final ActionValueCritic incumbent;
    private final ActionValueCritic newcomer;
    private final Handover handover;
    private final PartContext context;
    private final Wiring wiring;
    private final Sides sides;
    private final ValueLesson lesson;

    ActionValuePair(ActionValueCritic incumbent, ActionValueCritic newcomer, Handover handover, PartContext context) {
        this.incumbent = incumbent;
        this.newcomer = newcomer;
        this.handover = handover;
        this.context = context;
        Wiring old = incumbent.wiring();
        Wiring young = newcomer.wiring();
        this.wiring = old.beside(young);
        this.lesson = handover.mode() == Handover.Mode.DISTILL
                ? new ValueLesson(incumbent, rewards(young).get(0), context.compute())
                : null;
        this.sides = new Sides(old, young, handover, lesson == null ? List.of() : lesson.fields());
    }

    static Set<Handover.Mode> handovers(ActionValueCritic incumbent, Part newcomer) {
        Set<Handover.Mode> modes = EnumSet.noneOf(Handover.Mode.class);
        if (newcomer instanceof ActionValueCritic) {
            modes.add(Handover.Mode.SHADOW);
            if (Sides.mixable(incumbent.wiring(), newcomer.wiring())) {
                modes.add(Handover.Mode.BLEND);
            }
            if (rewards(newcomer.wiring()).size() == 1) {
                modes.add(Handover.Mode.DISTILL);
            }
        }
        return modes;
    }

    /** The rewards of one number that a critic judges. */
    private static List<FieldSpec> rewards(Wiring wiring) {
        return wiring.needs().stream()
                .filter(field -> field.width() == 1 && field.name().startsWith(Fields.rewards("")))
                .toList();
    }

    @Override
    public Wiring wiring() {
        return wiring;
    }

    @Override
    public double discount() {
        return incumbent.discount();
    }

    @Override
    public Node values(Node features) {
        return judged(critic -> critic.values(features));
    }

    @Override
    public Node value(Node features, Node actions) {
        return judged(critic -> critic.value(features, actions));
    }

    private Node judged(Function<ActionValueCritic, Node> values) {
        Node old = values.apply(incumbent);
        if (handover.mode() != Handover.Mode.BLEND) {
            return old;
        }
        Node share = handover.shareNode();
        Node kept = Elementwise.multiply(Elementwise.subtract(Graphs.constant(1), share), old);
        return Elementwise.add(kept, Elementwise.multiply(share, values.apply(newcomer)));
    }

    @Override
    public void learn(Batch batch) {
        if (lesson == null) {
            requireSameDiscount(batch);
        } else {
            handover.enters(incumbent);
            lesson.write(batch, sides.newcomer(batch));
        }
        handover.enters(newcomer);
        newcomer.learn(sides.newcomer(batch));
        handover.enters(incumbent);
        incumbent.learn(sides.incumbent(batch));
        handover.enters(null);
        sides.compare(batch);
        sides.mix(batch);
    }

    /** The learner compares the memory's discount with the incumbent's only. */
    private void requireSameDiscount(Batch batch) {
        if (batch.has(Transitions.ELAPSED) && newcomer.discount() != incumbent.discount()) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    context.path() + ".config.discount",
                    "found " + newcomer.discount() + ", but the rows of the memory join steps with the discount "
                            + incumbent.discount() + "; where steps are joined both must be the same");
        }
    }

    @Override
    public List<Agreement> agreements() {
        return sides.agreements();
    }

    @Override
    public void save(StateWriter out) {
        // All state is the incumbent's or the newcomer's.
    }

    @Override
    public void load(StateReader in) {
        // All state is the incumbent's or the newcomer's.
    }

    @Override
    public void close() {
        if (lesson != null) {
            lesson.close();
        }
    }
}
