package io.polycritic.plugins.learners.critique;

import io.polycritic.critique.Refiner.Stop;
import io.polycritic.critique.Refiner.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Votes of several paths for one question: the answer that comes most often, of equally frequent ones the first (Wang
 * et al., "Self-consistency improves chain of thought reasoning in language models", 2023).
 */
final class Ballot {
    private final List<int[]> paths = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();
    private int tokens;

    void add(int[] path, int answer, int written) {
        paths.add(path);
        answers.add(answer);
        tokens += written;
    }

    Trace trace() {
        int chosen = 0;
        for (int i = 1; i < answers.size(); i++) {
            if (votes(i) > votes(chosen)) {
                chosen = i;
            }
        }
        return new Trace(List.of(paths.get(chosen)), List.of(), Stop.ROUNDS, tokens);
    }

    private int votes(int path) {
        return Collections.frequency(answers, answers.get(path));
    }
}
