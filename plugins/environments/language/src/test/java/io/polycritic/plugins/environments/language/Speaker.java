package io.polycritic.plugins.environments.language;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.language.LanguageModel;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSpace;
import io.polycritic.language.TinyLm;

/** A policy that has learned nothing. */
record Speaker(TextSpace space, LanguageModel languageModel) implements TextPolicy {
    static Speaker of(String name) {
        TextSpace space = Symbols.space(Domain.POSTS);
        return new Speaker(space, new TinyLm(8, 1, 2, 3, 0).create("policy", space, RandomStream.of(2, "test", name)));
    }

    /** One that says the same to everybody. */
    static Speaker stubborn() {
        Speaker speaker = of("stubborn");
        float[] values = speaker.languageModel.parameters().values();
        int shift = speaker.languageModel.parameters().segment("lm.norm.shift").offset();
        int end = speaker.languageModel.parameters().segment("lm.tokens.weight").offset() + TextSpace.END * 8;
        values[shift] = 100;
        for (int symbol = 0; symbol < space(speaker).vocabulary(); symbol++) {
            values[end + (symbol - TextSpace.END) * 8] = symbol == TextSpace.END ? 1 : 0;
        }
        return speaker;
    }

    private static TextSpace space(Speaker speaker) {
        return speaker.space;
    }

    @Override
    public Update update() {
        return new Update(0, 0);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        out.put(languageModel.parameters());
    }

    @Override
    public void load(StateReader in) {
        in.read(languageModel.parameters());
    }
}
