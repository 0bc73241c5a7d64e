package io.polycritic.vlm;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.tensor.Parameters;

/** A learner of a vision-language model, which others act through, frozen or in the same run. */
public interface VlmLearner extends Learner {
    /** The model. */
    TinyVlm model();

    /** Its parameters, which change with each update. */
    Parameters parameters();
}
