package io.polycritic.plugins.rewards.critique;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.critique.Critique;
import io.polycritic.critique.NoteGrammar;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;

/**
 * S(d) = a |E and D| / |E or D| + b J(d) of the errors E, the notes D of a critique d and the judgement of its form J
 * (Zhang et al., "Critic-V: VLM critics help catch VLM errors in multimodal reasoning", 2025, section 3.2, where a
 * large model judges; here rules do, {@link Critique#form}).
 */
final class JaccardReward implements RewardModel {
    private static final String ENVIRONMENT = "environment";

    private final double overlap;
    private final double judge;
    private final PartContext context;
    private final Slot<PathStream> world;
    private final PathSpace space;

    JaccardReward(double overlap, double judge, PartContext context) {
        this.overlap = overlap;
        this.judge = judge;
        this.context = context;
        this.world = context.slot(ENVIRONMENT, PathStream.class);
        this.space = PathSpace.of(context.environment().observation());
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(ENVIRONMENT, PathStream.class, 1)
                .needs(space.critiques(PathSpace.ERRORS))
                .needs(space.critiques(PathSpace.RESPONSE))
                .offers(FieldSpec.numbers(Fields.rewards(context.name())))
                .build();
    }

    @Override
    public void score(Batch batch) {
        NoteGrammar notes = world.get().notes();
        float[] errors = batch.numbers(PathSpace.ERRORS);
        float[] responses = batch.numbers(PathSpace.RESPONSE);
        float[] rewards = batch.put(FieldSpec.numbers(Fields.rewards(context.name())));
        for (int row = 0; row < batch.rows(); row++) {
            Critique truth = notes.read(PathSpace.read(errors, row, space.critique()));
            Critique said = notes.read(PathSpace.read(responses, row, space.critique()));
            rewards[row] = (float) (overlap * Critique.jaccard(truth.notes(), said.notes()) + judge * said.form());
        }
    }

    @Override
    public void learn(Batch batch) {}

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
