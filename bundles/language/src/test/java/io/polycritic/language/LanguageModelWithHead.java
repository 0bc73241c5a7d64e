package io.polycritic.language;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.SequenceModel;

/** A judge: a model and a head of one number, in one vector. */
record LanguageModelWithHead(LanguageModel model, SequenceHead head) {
    static LanguageModelWithHead create(SequenceHead.Pooling pooling) {
        SequenceModel form = new TinyLm(8, 2, 2, 3, 0).model(Speakers.SPACE);
        SequenceHead head = new SequenceHead("head", form.width(), 1, pooling);
        Parameters.Builder builder = Parameters.builder("judge");
        RandomStream random = Speakers.random("judge");
        form.addTo(builder, random);
        head.addTo(builder);
        Parameters parameters = builder.build();
        random.gaussians(parameters.values(), 0, parameters.size());
        return new LanguageModelWithHead(new LanguageModel(form, parameters), head);
    }

    Node whole(TextInputs texts) {
        return head.apply(model.parameters(), model.states(texts), texts);
    }

    Node each(TextInputs texts) {
        Node each = head.ofTokens(model.parameters(), model.states(texts));
        return Shaping.reshape(each, texts.rows(), texts.space().response());
    }
}
