package io.polycritic.plugins.learners.critique;

import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.vlm.TinyVlm;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.Written;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A model with its parameters.
 *
 * @param model the model
 * @param parameters the parameters
 */
record VlmModel(TinyVlm model, Parameters parameters) {
    private static final String RUN = "run";

    static VlmModel create(PartContext context, TinyVlm.Form form, Written written) {
        Space rows = context.environment().observation();
        TinyVlm model = TinyVlm.of(rows, form, written);
        return new VlmModel(model, model.create(context.random("initial")));
    }

    /** A model of the form of another one, with its values. */
    static VlmModel like(PartContext context, VlmLearner other) {
        VlmModel model = new VlmModel(other.model(), other.model().create(context.random("initial")));
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
     * Takes over the values of another model. One that writes something else has other slots, of which the first ones
     * are the same: positions of slots that it does not have stay as they are.
     */
    void beginWith(VlmLearner other) {
        Map<String, Parameters.Segment> segments = other.parameters().segments().stream()
                .collect(Collectors.toMap(Parameters.Segment::name, Function.identity()));
        String positions = model.trunk().name() + ".positions";
        for (Parameters.Segment own : parameters.segments()) {
            Parameters.Segment theirs = segments.get(own.name());
            boolean sameRows = theirs != null
                    && own.name().equals(positions)
                    && theirs.shape().length(1) == own.shape().length(1);
            if (theirs == null || !sameRows && !theirs.shape().equals(own.shape())) {
                throw new InvalidConfigException(
                        RUN,
                        "its model has " + own.name() + " of shape " + (theirs == null ? "none" : theirs.shape())
                                + ", needed is " + own.shape());
            }
            System.arraycopy(
                    other.parameters().values(),
                    theirs.offset(),
                    parameters.values(),
                    own.offset(),
                    Math.min(own.shape().size(), theirs.shape().size()));
        }
    }
}
