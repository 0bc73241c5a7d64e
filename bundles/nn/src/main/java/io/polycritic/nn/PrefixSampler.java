package io.polycritic.nn;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Shaping;
import java.util.function.Consumer;

/**
 * Samples what stands behind a prefix that is seen both ways, as {@link MultiHeadAttention#prefix} says. The prefix is
 * computed once for each {@link #begin}; its keys and values are kept. Positions are counted from its end.
 */
public final class PrefixSampler implements NextToken {
    private static final String VISIBLE = "visible";

    private final SequenceModel model;
    private final Program prefix;
    private final SequenceSampler step;
    private final float[] visible;
    private final float[] kept;

    /**
     * Compiles the prefix and the step of one position.
     *
     * @param compute the compiler
     * @param model the model; the prefix takes its first positions
     * @param parameters its parameters
     * @param vectors the prefix [B, P, W], without positions
     * @param seen [B, P], 1 for positions that are seen and 0 for those that are not
     */
    public PrefixSampler(Compute compute, SequenceModel model, Parameters parameters, Node vectors, Node seen) {
        int batch = vectors.shape().length(0);
        int length = vectors.shape().length(1);
        this.model = model;
        this.prefix = compute.compile(computation(model, parameters, vectors, seen));
        this.step = new SequenceSampler(compute, model, parameters, batch, length);
        this.visible = new float[batch * length];
        this.kept = new float[batch * length * model.width()];
    }

    private static Computation computation(SequenceModel model, Parameters parameters, Node vectors, Node seen) {
        Computation computation = new Computation().output(VISIBLE, seen);
        int batch = vectors.shape().length(0);
        int length = vectors.shape().length(1);
        Node mask = MultiHeadAttention.mask(Shaping.reshape(seen, batch, 1, 1, length));
        Node x = model.placed(parameters, vectors);
        for (int layer = 0; layer < model.layers(); layer++) {
            TransformerBlock block = model.block(layer);
            MultiHeadAttention attention = block.attention();
            Node qkv = attention
                    .projection()
                    .apply(parameters, block.attentionNorm().apply(parameters, x));
            computation.output("keys" + layer, byPosition(attention.third(qkv, 1)));
            computation.output("values" + layer, byPosition(attention.third(qkv, 2)));
            if (layer < model.layers() - 1) {
                x = block.apply(parameters, x, mask);
            }
        }
        return computation;
    }

    /** [B, P, W] as [P, B, W], so that what belongs to one position lies together. */
    private static Node byPosition(Node x) {
        return Shaping.permute(x, 1, 0, 2);
    }

    /**
     * Computes a prefix; what is sampled afterwards stands behind it.
     *
     * @param inputs sets the inputs of the nodes that the prefix was given as
     */
    public void begin(Consumer<Program> inputs) {
        inputs.accept(prefix);
        prefix.run();
        prefix.get(VISIBLE, visible, 0);
        step.keep(VISIBLE, visible);
        for (int layer = 0; layer < model.layers(); layer++) {
            prefix.get("keys" + layer, kept, 0);
            step.keep("prefixKeys" + layer, kept);
            prefix.get("values" + layer, kept, 0);
            step.keep("prefixValues" + layer, kept);
        }
        restart();
    }

    @Override
    public int rows() {
        return step.rows();
    }

    @Override
    public int vocabulary() {
        return step.vocabulary();
    }

    @Override
    public int context() {
        return step.context();
    }

    @Override
    public void restart() {
        step.restart();
    }

    @Override
    public float[] next(int[] tokens) {
        return step.next(tokens);
    }

    @Override
    public void close() {
        prefix.close();
        step.close();
    }
}
