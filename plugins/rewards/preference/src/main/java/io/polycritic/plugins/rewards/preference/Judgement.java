package io.polycritic.plugins.rewards.preference;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.ResponseSets;

/** A network's scores of so many sets of so many responses. */
final class Judgement implements AutoCloseable {
    private final RowFields fields;
    private final ResponseSets sets;
    private final Program program;
    private final float[] scores;

    Judgement(Compute compute, PreferenceNetwork network, RowFields fields, ResponseSets sets) {
        this.fields = fields;
        this.sets = sets;
        Node prompt = fields.promptInput(sets.responses());
        Node responses = fields.responseInput(Comparisons.RESPONSE, sets.responses());
        this.program = compute.compile(new Computation().output("scores", network.scores(prompt, responses, sets)));
        this.scores = new float[sets.pairs()];
    }

    ResponseSets sets() {
        return sets;
    }

    /** Scores [G, K, K] of a batch, in an array that the next call writes to again. */
    float[] of(Batch batch) {
        if (fields.prompt() != null) {
            program.set(Comparisons.PROMPT, batch.numbers(Comparisons.PROMPT), 0);
        }
        program.set(Comparisons.RESPONSE, batch.numbers(Comparisons.RESPONSE), 0);
        program.run();
        program.get("scores", scores, 0);
        return scores;
    }

    @Override
    public void close() {
        program.close();
    }
}
