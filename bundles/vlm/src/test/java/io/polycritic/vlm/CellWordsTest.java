package io.polycritic.vlm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.compute.CompiledCompute;
import org.junit.jupiter.api.Test;

class CellWordsTest {
    private static final int WORDS = 5;
    /** Of two cells, the second of which is empty: it has a word for its first attribute alone. */
    private static final float[] LABELS = {0, 3, 1, -1};

    private static double output(float[] scores, float[] told, String wanted) {
        Node said = Graphs.input("scores", 1, 2, WORDS);
        Node labels = Graphs.input("labels", 1, 2, 2);
        Computation computation = new Computation().output("loss", CellWords.loss(said, labels));
        for (int attribute = 0; attribute < 2; attribute++) {
            computation.output("accuracy" + attribute, CellWords.accuracy(said, labels, attribute));
        }
        try (Program program = CompiledCompute.withJavaBlas().compile(computation)) {
            program.set("scores", scores, 0);
            program.set("labels", told, 0);
            program.run();
            return program.scalar(wanted);
        }
    }

    /** -log e^{s_w} / (e^{s_w} + sum over words that are not true), meaned over cells, summed over attributes. */
    @Test
    void eachWordIsAgainstThoseThatAreNotTrue() {
        float[] scores = {1.5f, 0.2f, -0.7f, 0.4f, 0.9f, 0.3f, 0.1f, -1, 2, 0.5f};
        double wrong = Math.exp(0.2) + Math.exp(-0.7) + Math.exp(0.9);
        double first = Math.log(1 + wrong / Math.exp(1.5));
        double second = Math.log(1 + wrong / Math.exp(0.4));
        double empty = Math.log(1 + (Math.exp(0.3) + Math.exp(-1) + Math.exp(2) + Math.exp(0.5)) / Math.exp(0.1));
        assertEquals((first + empty) / 2 + second, output(scores, LABELS, "loss"), 1e-5);
        float[] untold = {0, 3, -1, -1};
        assertEquals(first + second, output(scores, untold, "loss"), 1e-5, "a cell of which nothing is told");
    }

    @Test
    void aWordIsRightAboveAllThatAreNotTrue() {
        float[] scores = {1.5f, 0.2f, -0.7f, 0.4f, 0.9f, 0.3f, 0.1f, -1, 2, 0.5f};
        assertEquals(0.5, output(scores, LABELS, "accuracy0"), "the first cell's, not the second's");
        assertEquals(0, output(scores, LABELS, "accuracy1"), "0.9 of a word that is not true is more than 0.4");
        scores[4] = 0.3f;
        assertEquals(1, output(scores, LABELS, "accuracy1"), "the cell's other word is more, and true");
    }
}
