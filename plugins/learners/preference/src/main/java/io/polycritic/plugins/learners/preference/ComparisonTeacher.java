package io.polycritic.plugins.learners.preference;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.learner.Learner;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Shape;
import io.polycritic.preference.PreferenceModel;

/**
 * Hands comparisons of the environment to preference models, which are what is trained. It has no parameters itself.
 */
final class ComparisonTeacher implements Learner {
    private final PartContext context;
    private final Slot<DataStream> comparisons;
    private final Batch batch;

    ComparisonTeacher(PartContext context, int minibatch) {
        this.context = context;
        this.comparisons = context.slot("environment", DataStream.class);
        this.batch = new Batch(Shape.of(minibatch));
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls("environment", DataStream.class, 1)
                .calls("rewards.*", PreferenceModel.class, 1)
                .build();
    }

    /** Counts comparisons as steps. */
    @Override
    public Update update() {
        if (!comparisons.get().next(batch)) {
            throw new PolycriticException(
                    ErrorCode.USER, "environment", "has ended; models learn from comparisons that go on");
        }
        for (Slot<PreferenceModel> model : context.slots(Kind.REWARD_MODEL, PreferenceModel.class)) {
            model.get().learn(batch);
        }
        return new Update(batch.rows(), 0);
    }

    @Override
    public void save(StateWriter out) {
        // All state is the models' and the stream's.
    }

    @Override
    public void load(StateReader in) {
        // All state is the models' and the stream's.
    }
}
