package io.polycritic.plugins.environments.language;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.language.HiddenJudge;
import io.polycritic.language.TextPolicy;
import io.polycritic.language.TextSampler;
import io.polycritic.language.TextSpace;
import io.polycritic.nn.TokenChoice;
import io.polycritic.preference.Judge;
import java.util.Arrays;

/**
 * Lets two policies respond to prompts and a judge label the pairs. Pairs of equal responses say nothing: they are
 * counted and dropped.
 */
final class LabelCollection {
    private static final int MOST_ROWS = 100;
    private static final double MOST_EQUAL = 0.5;

    private final PartContext context;
    private final TextPolicy first;
    private final TextPolicy second;
    private final TokenChoice choice;
    private final TextSpace space;
    private final Slot<DataStream> prompts;
    private final Slot<HiddenJudge> judge;

    LabelCollection(
            PartContext context,
            TextPolicy first,
            TextPolicy second,
            double temperature,
            String prompts,
            String judge) {
        this.context = context;
        this.first = first;
        this.second = second;
        this.choice = new TokenChoice(temperature, 0, 1);
        this.space = first.space();
        this.prompts = context.slot(prompts, DataStream.class);
        this.judge = context.slot(judge, HiddenJudge.class);
    }

    TextSpace space() {
        return space;
    }

    /** The slots that it calls. */
    Wiring.Builder wiring() {
        return Wiring.builder().calls(prompts.path(), DataStream.class, 1).calls(judge.path(), HiddenJudge.class, 1);
    }

    /** Fills a table. */
    void collect(ComparisonTable table) {
        int rows = Math.min(MOST_ROWS, table.size());
        Batch asked = new Batch(Shape.of(rows));
        Batch sets = new Batch(Shape.of(rows, 2));
        float[] pairedPrompts = sets.put(space.promptField());
        float[] paired = sets.put(space.responseField());
        float[] one = new float[rows * space.response()];
        float[] other = new float[rows * space.response()];
        float[] logits = new float[rows * 4];
        int drawn = 0;
        int equal = 0;
        try (TextSampler some = first.sampler(context.compute(), rows, space, choice);
                TextSampler others = second.sampler(context.compute(), rows, space, choice)) {
            while (!table.isFull()) {
                ask(asked);
                float[] texts = asked.numbers(TextSpace.PROMPT);
                some.sample(texts, one, context.random("first"));
                others.sample(texts, other, context.random("second"));
                pair(texts, space.prompt(), texts, pairedPrompts);
                pair(one, space.response(), other, paired);
                judge.get().scores(sets, logits);
                RandomStream labels = context.random("labels");
                for (int row = 0; row < rows && !table.isFull(); row++) {
                    drawn++;
                    int at = row * space.response();
                    boolean same = Arrays.equals(one, at, at + space.response(), other, at, at + space.response());
                    equal += same ? 1 : 0;
                    if (!same) {
                        float logit = logits[row * 4 + 1];
                        float label = Judge.OF_LOG_ODDS.label(logit, labels);
                        table.add(texts, one, other, row, label, logit);
                    }
                }
                refuseEqual(equal, drawn);
            }
        }
        if (equal > 0) {
            context.logger()
                    .log(System.Logger.Level.WARNING, equal + " of " + drawn + " pairs had equal responses, dropped");
        }
    }

    private void ask(Batch asked) {
        if (!prompts.get().next(asked)) {
            throw new PolycriticException(ErrorCode.USER, prompts.path(), "has ended before enough was compared");
        }
        TextSpace theirs = TextSpace.of(prompts.get().spec().observation());
        if (!theirs.equals(space)) {
            throw new PolycriticException(
                    ErrorCode.USER, prompts.path(), "its texts are " + theirs + ", those of the policy are " + space);
        }
    }

    private static void refuseEqual(int equal, int drawn) {
        if (equal > MOST_EQUAL * drawn) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    "environment",
                    "comparison stream degenerate: policy samples have no diversity; " + equal + " of " + drawn
                            + " pairs had equal responses");
        }
    }

    /** Rows of two arrays by turns. */
    private static void pair(float[] one, int width, float[] other, float[] both) {
        for (int row = 0; row < one.length / width; row++) {
            System.arraycopy(one, row * width, both, 2 * row * width, width);
            System.arraycopy(other, row * width, both, (2 * row + 1) * width, width);
        }
    }
}
