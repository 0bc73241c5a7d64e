package io.polycritic.plugins.learners.games;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.games.GameFields;
import io.polycritic.games.JointDemonstrations;

/** Puts as many demonstrated transitions beside a rollout as it has rows. */
final class Imitation {
    private static final String[] SHARED = {Fields.OBSERVATION, Fields.NEXT_OBSERVATION, Fields.ACTION, Fields.ENDING};

    private final JointDemonstrations demonstrations;
    private final Batch drawn;

    Imitation(JointDemonstrations demonstrations, Batch rollout) {
        this.demonstrations = demonstrations;
        this.drawn = new Batch(rollout.leading());
    }

    /** Draws, and copies the fields to {@code demonstrated.<field>} of the rollout. */
    void draw(Batch rollout) {
        demonstrations.draw(drawn);
        for (String field : SHARED) {
            float[] from = drawn.numbers(field);
            float[] to = rollout.put(named(drawn.spec(field)));
            System.arraycopy(from, 0, to, 0, from.length);
        }
    }

    private static FieldSpec named(FieldSpec field) {
        return new FieldSpec(
                GameFields.demonstrated(field.name()),
                field.type(),
                field.shape(),
                field.low(),
                field.high(),
                field.unit(),
                field.scale());
    }

    /** Declares a rollout's fields and those of demonstrations. */
    static void declare(Wiring.Builder wiring, EnvironmentSpec environment, int features) {
        int o = environment.observation().width();
        FieldSpec[] shared = {
            FieldSpec.numbers(Fields.OBSERVATION, o),
            FieldSpec.numbers(Fields.NEXT_OBSERVATION, o),
            FieldSpec.numbers(Fields.ACTION, environment.action().width()),
            FieldSpec.category(Fields.ENDING, Ending.values().length)
        };
        for (FieldSpec field : shared) {
            wiring.offers(field).offers(named(field));
        }
        wiring.offers(FieldSpec.numbers(Fields.SIGNALS, environment.signals().width()))
                .offers(FieldSpec.numbers(Fields.FEATURES, features))
                .offers(FieldSpec.numbers(Fields.NEXT_FEATURES, features));
    }
}
