package io.polycritic.vlm;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.critique.PathSpace;
import io.polycritic.nn.PrefixSampler;
import io.polycritic.nn.TokenChoice;
import java.util.Arrays;

/** Writes texts for pictures and prompts, several side by side. Parameters are read anew for each batch. */
public final class VlmWriter implements AutoCloseable {
    private final TinyVlm model;
    private final VlmInputs inputs;
    private final PrefixSampler sampler;
    private final int[][] begin;

    /**
     * Compiles.
     *
     * @param compute the compiler
     * @param model the model
     * @param parameters its parameters
     * @param rows how many texts side by side
     */
    public VlmWriter(Compute compute, TinyVlm model, Parameters parameters, int rows) {
        this.model = model;
        this.inputs = new VlmInputs(model, rows);
        this.sampler = new PrefixSampler(
                compute,
                model.trunk(),
                parameters,
                model.prefix(parameters, model.cells(parameters, inputs.pictureNode()), inputs.promptNode()),
                model.visible(inputs.promptNode()));
        this.begin = new int[rows][1];
        Arrays.setAll(begin, row -> new int[] {PathSpace.BEGIN});
    }

    /**
     * Writes a text for each row of a batch.
     *
     * @param batch pictures, questions and what else the prompt has; fields that are absent are empty
     * @param temperature 0 for the most likely tokens
     * @param random where draws come from
     * @return [B] texts, without the token that begins them, with the one that ends them if it came
     */
    public int[][] write(Batch batch, double temperature, RandomStream random) {
        int[][] all = new int[batch.rows()][];
        TokenChoice choice = new TokenChoice(temperature, 0, 1);
        for (int from = 0; from < all.length; from += inputs.rows()) {
            inputs.read(batch, from);
            sampler.begin(inputs::setPrompts);
            int[][] texts = sampler.sample(begin, model.generated() - 1, PathSpace.END, choice, random);
            int count = Math.min(texts.length, all.length - from);
            System.arraycopy(texts, 0, all, from, count);
        }
        return all;
    }

    @Override
    public void close() {
        sampler.close();
    }
}
