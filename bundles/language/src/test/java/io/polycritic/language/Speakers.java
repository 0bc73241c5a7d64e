package io.polycritic.language;

import io.polycritic.api.tensor.RandomStream;

/** Small models and random texts. */
final class Speakers {
    static final TextSpace SPACE = new TextSpace(9, 6, 4);

    private Speakers() {}

    static RandomStream random(String name) {
        return RandomStream.of(7, "test", name);
    }

    /** A model whose scores differ much. */
    static LanguageModel model(String name) {
        LanguageModel model = new TinyLm(8, 2, 2, 3, 0).create("policy", SPACE, random(name));
        RandomStream random = random(name + "values");
        for (int i = 0; i < model.parameters().size(); i++) {
            model.parameters().values()[i] += (float) (0.3 * random.nextGaussian());
        }
        return model;
    }

    /** Prompts of different lengths. */
    static float[] prompts(int rows) {
        RandomStream random = random("prompts");
        float[] prompts = new float[rows * SPACE.prompt()];
        for (int row = 0; row < rows; row++) {
            int length = 1 + random.nextInt(SPACE.prompt());
            for (int i = 0; i < length; i++) {
                prompts[row * SPACE.prompt() + i] = 1 + random.nextInt(SPACE.vocabulary() - 1);
            }
        }
        return prompts;
    }
}
