package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;

/**
 * The loss of attention on a held batch of prompts: the mean over prompts of the sum over targets of squared errors.
 */
final class AttentionLesson implements Objectives, AutoCloseable {
    private static final String LOSS = "loss";
    private static final String GRADIENT = "gradient";
    private static final String SCORES = "scores";
    private static final String TARGET = "target";

    private final AttentionNet net;
    private final Prompts prompts;
    private final Program program;
    private final int size;
    private final int length;

    /** Compiles the loss for batches of prompts of one length. */
    AttentionLesson(AttentionNet net, Compute compute, int size, int length) {
        AttentionNet.Form form = net.form();
        this.net = net;
        this.size = size;
        this.length = length;
        this.prompts = new Prompts(size, length, form.covariates(), form.targets());
        AttentionNet.Answer answer = net.answer(size, length);
        Node errors = Elementwise.subtract(answer.outputs(), Graphs.input(TARGET, size, form.targets()));
        Node loss = Elementwise.scale(Reduce.sum(Elementwise.square(errors)), 1f / size);
        this.program = compute.compile(new Computation()
                .output(LOSS, loss)
                .output(SCORES, answer.scores())
                .gradient(GRADIENT, loss, net.parameters()));
    }

    int length() {
        return length;
    }

    /** Holds another batch. */
    void set(Batch batch) {
        prompts.take(batch);
        program.set(AttentionNet.TOKENS, prompts.tokens, 0);
        program.set(AttentionNet.QUERY, prompts.queries, 0);
        program.set(TARGET, prompts.targets, 0);
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public String name(int index) {
        return "prompts";
    }

    @Override
    public double weight(int index) {
        return 1;
    }

    @Override
    public double evaluate(int index, float[] gradient) {
        return evaluateSum(gradient);
    }

    @Override
    public double evaluateSum(float[] gradient) {
        program.run();
        program.get(GRADIENT, gradient, 0);
        return program.scalar(LOSS);
    }

    /** Names the head whose scores are not finite, if it is them. */
    @Override
    public String firstNonFinite() {
        int heads = net.form().heads();
        float[] scores = new float[size * heads * length];
        program.get(SCORES, scores, 0);
        for (int head = 0; head < heads; head++) {
            for (int prompt = 0; prompt < size; prompt++) {
                int from = (prompt * heads + head) * length;
                for (int l = 0; l < length; l++) {
                    if (!Float.isFinite(scores[from + l])) {
                        return "the scores of head " + head;
                    }
                }
            }
        }
        return program.firstNonFinite().orElse("");
    }

    @Override
    public void close() {
        program.close();
    }
}
