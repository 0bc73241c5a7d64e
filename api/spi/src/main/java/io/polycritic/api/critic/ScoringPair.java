package io.polycritic.api.critic;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Agreement;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.Sides;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Two scoring critics in one slot. Both judge and both learn, each from its own returns, but for a newcomer that is
 * distilled: it learns from the incumbent's values, which are returns minus advantages.
 *
 * <p>The newcomer goes first, so that what an optimizer reports last is about the incumbent.
 */
final class ScoringPair implements ScoringCritic, Pair {
    private final ScoringCritic incumbent;
    private final ScoringCritic newcomer;
    private final Handover handover;
    private final Wiring wiring;
    private final Sides sides;
    private final String advantages;
    private final String returns;

    ScoringPair(ScoringCritic incumbent, ScoringCritic newcomer, Handover handover) {
        this.incumbent = incumbent;
        this.newcomer = newcomer;
        this.handover = handover;
        Wiring old = incumbent.wiring();
        Wiring young = newcomer.wiring();
        this.wiring = old.beside(young);
        this.sides = new Sides(old, young, handover, List.of());
        this.returns = returns(old);
        this.advantages = Fields.advantages(returns.substring(returns.indexOf('.') + 1));
    }

    static Set<Handover.Mode> handovers(ScoringCritic incumbent, Part newcomer) {
        Set<Handover.Mode> modes = EnumSet.noneOf(Handover.Mode.class);
        if (newcomer instanceof ScoringCritic) {
            Wiring old = incumbent.wiring();
            Wiring young = newcomer.wiring();
            modes.add(Handover.Mode.SHADOW);
            if (Sides.mixable(old, young)) {
                modes.add(Handover.Mode.BLEND);
            }
            String returns = returns(old);
            String advantages = Fields.advantages(returns.substring(returns.indexOf('.') + 1));
            if (width(old, returns) > 0
                    && width(old, returns) == width(old, advantages)
                    && width(old, returns) == width(young, returns)) {
                modes.add(Handover.Mode.DISTILL);
            }
        }
        return modes;
    }

    /** The field of returns that a critic offers; an empty name if it offers none. */
    private static String returns(Wiring wiring) {
        return wiring.offers().stream()
                .map(FieldSpec::name)
                .filter(name -> name.startsWith(Fields.returns("")))
                .findFirst()
                .orElse("");
    }

    private static int width(Wiring wiring, String name) {
        return wiring.offers().stream()
                .filter(field -> field.name().equals(name))
                .mapToInt(FieldSpec::width)
                .findFirst()
                .orElse(0);
    }

    @Override
    public Wiring wiring() {
        return wiring;
    }

    @Override
    public void score(Batch batch) {
        handover.enters(newcomer);
        newcomer.score(sides.newcomer(batch));
        handover.enters(incumbent);
        incumbent.score(sides.incumbent(batch));
        handover.enters(null);
        sides.compare(batch);
        sides.mix(batch);
        if (handover.mode() == Handover.Mode.DISTILL) {
            float[] earned = batch.numbers(returns);
            float[] gained = batch.numbers(advantages);
            float[] lesson = sides.newcomer(batch).numbers(returns);
            for (int i = 0; i < lesson.length; i++) {
                lesson[i] = earned[i] - gained[i];
            }
        }
    }

    @Override
    public void learn(Batch batch) {
        handover.enters(newcomer);
        newcomer.learn(sides.newcomer(batch));
        handover.enters(incumbent);
        incumbent.learn(sides.incumbent(batch));
        handover.enters(null);
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
}
