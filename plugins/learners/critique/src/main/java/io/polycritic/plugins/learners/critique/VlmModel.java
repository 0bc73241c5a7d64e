package io.polycritic.plugins.learners.critique;

import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.vlm.AttributeHeads;
import io.polycritic.vlm.TinyVlm;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.Written;

/**
 * A model with its parameters.
 *
 * @param model the model
 * @param heads what its encoder says of each cell
 * @param parameters the parameters
 */
record VlmModel(TinyVlm model, AttributeHeads heads, Parameters parameters) {
    private static final String RUN = "run";

    static VlmModel create(PartContext context, TinyVlm.Form form, Written written) {
        Space rows = context.environment().observation();
        TinyVlm model = TinyVlm.of(rows, form, written);
        AttributeHeads heads = AttributeHeads.of(model.encoder().width(), rows);
        return new VlmModel(model, heads, model.create(heads, context.random("initial")));
    }

    /** A model of the form of another one, with its values. */
    static VlmModel like(PartContext context, VlmLearner other) {
        AttributeHeads heads = AttributeHeads.of(
                other.model().encoder().width(), context.environment().observation());
        VlmModel model = new VlmModel(other.model(), heads, other.model().create(heads, context.random("initial")));
        model.beginWith(other);
        return model;
    }

    /** The learner of another run. */
    static VlmLearner frozen(PartContext context, String run) {
        return context.frozen(run)
                .part("learner", VlmLearner.class)
                .orElseThrow(() ->
                        new InvalidConfigException(RUN, "the learner of '" + run + "' is no vision-language model"));
    }

    /**
     * Takes over the encoder of another model, and everything else if that one writes the same. The trunk of an
     * encoder's lesson was taught nothing, so its first values are as good as any.
     */
    void beginWith(VlmLearner other) {
        boolean all = other.model().written() == model.written();
        for (Parameters.Segment own : parameters.segments()) {
            boolean seen = own.name().startsWith("encoder.") || own.name().startsWith("attribute");
            if (all || seen) {
                copy(other.parameters(), own);
            }
        }
    }

    private void copy(Parameters from, Parameters.Segment own) {
        Parameters.Segment theirs = from.segments().stream()
                .filter(segment -> segment.name().equals(own.name()))
                .findFirst()
                .orElse(null);
        if (theirs == null || !theirs.shape().equals(own.shape())) {
            throw new InvalidConfigException(
                    RUN,
                    "its model has " + own.name() + " of shape " + (theirs == null ? "none" : theirs.shape())
                            + ", needed is " + own.shape());
        }
        System.arraycopy(
                from.values(),
                theirs.offset(),
                parameters.values(),
                own.offset(),
                own.shape().size());
    }
}
