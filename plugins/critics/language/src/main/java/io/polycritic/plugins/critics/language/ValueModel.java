package io.polycritic.plugins.critics.language;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.language.LanguageModel;
import io.polycritic.language.Text;
import io.polycritic.language.TextSpace;
import io.polycritic.language.TinyLm;
import io.polycritic.nn.Dense;
import io.polycritic.nn.Initializers;
import io.polycritic.nn.SequenceModel;

/** A language model with a number for each place of a text: what is still to be earned from there. */
final class ValueModel {
    private final TextSpace space;
    private final LanguageModel model;
    private final Dense head;

    /**
     * Begins with the values of a policy's model, and with 0 everywhere.
     *
     * @param start the policy's model
     * @param space what the texts are like
     * @param random draws first values of what the policy's model does not have
     */
    ValueModel(LanguageModel start, TextSpace space, RandomStream random) {
        this.space = space;
        SequenceModel form = TinyLm.like(start.model()).model(space);
        this.head = Dense.of("head", form.width(), 1);
        Parameters.Builder builder = Parameters.builder("value");
        form.addTo(builder, random);
        head.addTo(builder, Initializers.constant(0));
        this.model = new LanguageModel(form, builder.build());
        model.copyFrom(start);
    }

    TextSpace space() {
        return space;
    }

    Parameters parameters() {
        return model.parameters();
    }

    /** V of the state before each token of a response, [B, R]. */
    Node values(Text text) {
        Node values = head.apply(model.parameters(), text.before(model.hidden(text)));
        return Shaping.reshape(values, text.rows(), text.length());
    }
}
