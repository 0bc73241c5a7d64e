package io.polycritic.api.reward;

import io.polycritic.api.experience.Batch;
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
 * Two reward models in one slot. Both score and both learn. The newcomer goes first, so that what an optimizer reports
 * last is about the incumbent.
 */
final class RewardPair implements RewardModel, Pair {
    private final RewardModel incumbent;
    private final RewardModel newcomer;
    private final Handover handover;
    private final Wiring wiring;
    private final Sides sides;

    RewardPair(RewardModel incumbent, RewardModel newcomer, Handover handover) {
        this.incumbent = incumbent;
        this.newcomer = newcomer;
        this.handover = handover;
        Wiring old = incumbent.wiring();
        Wiring young = newcomer.wiring();
        this.wiring = old.beside(young);
        this.sides = new Sides(old, young, handover, List.of());
    }

    static Set<Handover.Mode> handovers(RewardModel incumbent, Part newcomer) {
        Set<Handover.Mode> modes = EnumSet.noneOf(Handover.Mode.class);
        if (newcomer instanceof RewardModel) {
            modes.add(Handover.Mode.SHADOW);
            if (Sides.mixable(incumbent.wiring(), newcomer.wiring())) {
                modes.add(Handover.Mode.BLEND);
            }
        }
        return modes;
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
