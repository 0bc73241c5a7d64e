package io.polycritic.language;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.SequenceModel;
import io.polycritic.preference.ResponseEncoder;
import java.util.List;

/**
 * Reads tokens: a language model over the prompt and the responses behind one another. The state is that of the
 * responses' tokens, summed or of the last; for several responses, their sum.
 *
 * @param model the model; its parts are named as in a {@link LanguageModel}, so that it can begin with another's values
 * @param pooling which tokens count
 * @param start the model whose values it begins with, or null
 */
public record TextEncoder(SequenceModel model, Pooling pooling, LanguageModel start) implements ResponseEncoder {
    @Override
    public int width() {
        return model.width();
    }

    @Override
    public void addTo(Parameters.Builder builder, RandomStream random) {
        model.addTo(builder, random);
    }

    @Override
    public void begin(Parameters parameters) {
        if (start != null) {
            new LanguageModel(model, parameters).copyFrom(start);
        }
    }

    @Override
    public Node states(Parameters parameters, Node prompt, List<Node> responses) {
        Node before = prompt;
        Node sum = null;
        Text[] texts = new Text[responses.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = new Text(before, responses.get(i));
            before = texts[i].ids();
        }
        Node hidden = model.hidden(parameters, before);
        for (Text each : texts) {
            // Text behind a response is not part of its own text.
            int length = each.ids().shape().length(1);
            Node own = pooling.apply(each.at(Shaping.slice(hidden, 1, 0, length)), each);
            sum = sum == null ? own : Elementwise.add(sum, own);
        }
        return sum;
    }

    @Override
    public Node prompts(Parameters parameters, Node prompt) {
        int rows = prompt.shape().length(0);
        int length = prompt.shape().length(1);
        Node hidden = model.hidden(parameters, prompt);
        Node tokens = Reduce.sum(Elementwise.greater(prompt, Graphs.constant(0f)), 1);
        float[] starts = new float[rows];
        for (int row = 0; row < rows; row++) {
            starts[row] = row * length - 1;
        }
        Node places = Elementwise.add(tokens, Graphs.constant(starts, rows, 1));
        Node states = Shaping.reshape(hidden, rows * length, model.width());
        return Shaping.reshape(Indexing.gather(states, places), rows, model.width());
    }
}
