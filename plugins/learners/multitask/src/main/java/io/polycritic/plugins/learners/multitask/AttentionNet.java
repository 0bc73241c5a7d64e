package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.multitask.AttentionHeads;
import io.polycritic.nn.Initializers;

/**
 * One layer of attention over the pairs of a prompt (arXiv 2503.12734, section 2): y_hat = sum over heads of V_h' sum_l
 * p_l z_l, where p are the {@link Score} weights of z_l' K_h z_q and z_q = (x_q, 0). The query is not among the keys.
 * Either K_h and V_h are learned themselves, or K_h = W_k' W_q / sqrt(E) and V_h' = W_o W_v are.
 */
final class AttentionNet {
    static final String TOKENS = "tokens";
    static final String QUERY = "query";

    private static final String KEY_QUERY = "attention/keyQuery";
    private static final String VALUE = "attention/value";
    private static final String KEY = "attention/key";
    private static final String QUERIES = "attention/query";
    private static final String OUTPUT = "attention/output";

    private final Form form;
    private final Parameters parameters;

    /**
     * Sizes and kind.
     *
     * @param covariates D
     * @param targets N
     * @param heads H
     * @param score what becomes of scores
     * @param factorised whether products of two matrices are learned
     */
    record Form(int covariates, int targets, int heads, Score score, boolean factorised) {
        int width() {
            return covariates + targets;
        }
    }

    /** Outputs [B, N] and scores [B, H, L]. */
    record Answer(Node outputs, Node scores) {}

    AttentionNet(Form form, double deviation, Signs signs, RandomStream random) {
        this.form = form;
        int e = form.width();
        int h = form.heads;
        Parameters.Initializer gaussian = Initializers.gaussian(random, deviation);
        Parameters.Builder builder = Parameters.builder("net");
        if (form.factorised) {
            builder.add(KEY, gaussian, h, e, e).add(QUERIES, gaussian, h, e, e);
            builder.add(VALUE, gaussian, h, e, e).add(OUTPUT, gaussian, h, e, form.targets);
        } else {
            builder.add(KEY_QUERY, gaussian, h, e, e).add(VALUE, gaussian, h, e, form.targets);
        }
        this.parameters = builder.build();
        AttentionHeads drawn = heads();
        for (int head = 0; head < h; head++) {
            flip(form.factorised ? KEY : KEY_QUERY, head, signs.factor(head, drawn.weight(head, 0)));
            flip(form.factorised ? OUTPUT : VALUE, head, signs.factor(head, drawn.value(head, 0)));
        }
    }

    private void flip(String part, int head, double factor) {
        Parameters.Segment segment = parameters.segment(part);
        int size = segment.shape().size() / form.heads;
        for (int i = 0; i < size; i++) {
            parameters.values()[segment.offset() + head * size + i] *= (float) factor;
        }
    }

    Form form() {
        return form;
    }

    Parameters parameters() {
        return parameters;
    }

    /** Answers prompts [B, L, E] and [B, E], the inputs {@code tokens} and {@code query}. */
    Answer answer(int prompts, int length) {
        int e = form.width();
        int h = form.heads;
        Node tokens = Graphs.input(TOKENS, prompts, length, e);
        Node query = Graphs.input(QUERY, prompts, e);
        Node byQuery = Shaping.reshape(Shaping.permute(keyQuery(), 2, 0, 1), e, h * e);
        Node asked = Shaping.reshape(Linear.matmul(query, byQuery), prompts, h, e);
        Node scores = Linear.matmul(asked, false, tokens, true);
        Node means = Linear.matmul(form.score.weights(scores), tokens);
        Node outputs =
                Linear.matmul(Shaping.reshape(means, prompts, h * e), Shaping.reshape(value(), h * e, form.targets));
        return new Answer(outputs, scores);
    }

    /** [H, E, E]. */
    private Node keyQuery() {
        if (!form.factorised) {
            return Graphs.parameter(parameters, KEY_QUERY);
        }
        Node product =
                Linear.matmul(Graphs.parameter(parameters, KEY), true, Graphs.parameter(parameters, QUERIES), false);
        return Elementwise.scale(product, (float) (1 / Math.sqrt(form.width())));
    }

    /** [H, E, N]. */
    private Node value() {
        return form.factorised
                ? Linear.matmul(Graphs.parameter(parameters, VALUE), Graphs.parameter(parameters, OUTPUT))
                : Graphs.parameter(parameters, VALUE);
    }

    /** The heads as they are now. */
    AttentionHeads heads() {
        int e = form.width();
        double[][][] keyQuery = new double[form.heads][e][e];
        double[][][] value = new double[form.heads][e][form.targets];
        for (int head = 0; head < form.heads; head++) {
            if (form.factorised) {
                double[][] key = matrix(KEY, head, e);
                double[][] query = matrix(QUERIES, head, e);
                for (int i = 0; i < e; i++) {
                    for (int j = 0; j < e; j++) {
                        for (int k = 0; k < e; k++) {
                            keyQuery[head][i][j] += key[k][i] * query[k][j] / Math.sqrt(e);
                        }
                    }
                }
                double[][] first = matrix(VALUE, head, e);
                double[][] second = matrix(OUTPUT, head, form.targets);
                for (int i = 0; i < e; i++) {
                    for (int n = 0; n < form.targets; n++) {
                        for (int k = 0; k < e; k++) {
                            value[head][i][n] += first[i][k] * second[k][n];
                        }
                    }
                }
            } else {
                keyQuery[head] = matrix(KEY_QUERY, head, e);
                value[head] = matrix(VALUE, head, form.targets);
            }
        }
        return new AttentionHeads(form.covariates, form.targets, keyQuery, value);
    }

    /** A head's [E, columns] of a part. */
    private double[][] matrix(String part, int head, int columns) {
        int e = form.width();
        int from = parameters.segment(part).offset() + head * e * columns;
        double[][] matrix = new double[e][columns];
        for (int i = 0; i < e; i++) {
            for (int j = 0; j < columns; j++) {
                matrix[i][j] = parameters.values()[from + i * columns + j];
            }
        }
        return matrix;
    }
}
