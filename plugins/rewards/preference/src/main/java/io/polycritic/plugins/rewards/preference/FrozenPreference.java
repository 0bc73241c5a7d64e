package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.preference.PreferenceModel;
import java.util.List;

/** Another run's model in this run: its rewards have the name of this slot. It does not learn. */
final class FrozenPreference implements PreferenceModel {
    private final PartContext context;
    private final PreferenceModel model;
    private final String own;
    private final String other;
    private Batch seen;
    private Batch view;

    FrozenPreference(PartContext context, PreferenceModel model, String slot) {
        this.context = context;
        this.model = model;
        this.own = Fields.rewards(context.name());
        this.other = slot;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().offers(FieldSpec.numbers(own)).build();
    }

    /** The model writes to a view, for its field has the name of its own slot. */
    @Override
    public void score(Batch batch) {
        if (seen != batch) {
            seen = batch;
            view = batch.view(List.of(other));
        }
        model.score(view);
        float[] written = batch.put(FieldSpec.numbers(own));
        System.arraycopy(view.numbers(other), 0, written, 0, written.length);
    }

    @Override
    public void learn(Batch batch) {
        // It is as the other run has left it.
    }

    @Override
    public void scores(Batch sets, float[] scores) {
        model.scores(sets, scores);
    }

    @Override
    public void probabilities(Batch sets, float[] probabilities) {
        model.probabilities(sets, probabilities);
    }

    @Override
    public long passes() {
        return model.passes();
    }

    @Override
    public void save(StateWriter out) {
        // The other run's snapshot is kept by this run.
    }

    @Override
    public void load(StateReader in) {
        // The other run's snapshot is kept by this run.
    }
}
