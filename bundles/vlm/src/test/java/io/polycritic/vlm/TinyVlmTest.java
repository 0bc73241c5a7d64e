package io.polycritic.vlm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.critique.PathSpace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TinyVlmTest {
    private static final PathSpace TEXTS = new PathSpace(14, 3, 5, 4);
    private static final FieldSpec PICTURE = FieldSpec.numbers(Fields.IMAGE, 2, 16, 16);
    private static final Space ROWS = Space.of(
            PICTURE,
            TEXTS.tokens(PathSpace.QUESTION, 3),
            TEXTS.paths(PathSpace.REFERENCE),
            TEXTS.paths(PathSpace.PATH),
            TEXTS.critiques(PathSpace.CRITIQUE));
    private static final TinyVlm.Form FORM = new TinyVlm.Form(8, 2, 2, 3, 40);
    private static final int BATCH = 3;

    private final CompiledCompute compute = CompiledCompute.withJavaBlas();
    private final RandomStream random = RandomStream.of(4, "test", "vlm");
    private final TinyVlm model = TinyVlm.of(ROWS, FORM, Written.PATH);
    private final Parameters parameters = model.create(random);

    private Batch rows() {
        Batch batch = new Batch(Shape.of(BATCH));
        float[] pictures = batch.put(PICTURE);
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = random.nextFloat();
        }
        for (String field : new String[] {PathSpace.QUESTION, PathSpace.PATH, PathSpace.CRITIQUE}) {
            float[] tokens = batch.put(ROWS.field(field));
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = random.nextInt(3) == 0 ? -1 : random.nextInt(14);
            }
        }
        return batch;
    }

    private float[] scores(Batch batch, int[][] texts) {
        VlmInputs inputs = new VlmInputs(model, BATCH);
        Node scores = model.scores(
                parameters, model.cells(parameters, inputs.pictureNode()), inputs.promptNode(), inputs.writtenNode(""));
        float[] all = new float[BATCH * model.generated() * 14];
        try (Program program = compute.compile(new Computation().output("scores", scores))) {
            inputs.read(batch, 0);
            for (int row = 0; row < BATCH; row++) {
                inputs.writePath(row, texts[row]);
            }
            inputs.setPrompts(program);
            inputs.setWritten(program, "");
            program.run();
            program.get("scores", all, 0);
        }
        return all;
    }

    /** What is written greedily is at each place what the whole graph finds most likely. */
    @Test
    void writingWithKeptKeysIsWhatTheGraphSays() {
        Batch batch = rows();
        try (VlmWriter writer = new VlmWriter(compute, model, parameters, 2)) {
            int[][] texts = writer.write(batch, 0, random);
            assertEquals(BATCH, texts.length);
            int[][] bodies = new int[BATCH][];
            for (int row = 0; row < BATCH; row++) {
                bodies[row] = Arrays.copyOf(texts[row], Math.min(5, texts[row].length));
            }
            float[] scores = scores(batch, bodies);
            for (int row = 0; row < BATCH; row++) {
                for (int t = 0; t < bodies[row].length; t++) {
                    int at = (row * model.generated() + t) * 14;
                    for (int token = 0; token < 14; token++) {
                        assertTrue(scores[at + texts[row][t]] >= scores[at + token] - 1e-4);
                    }
                    if (texts[row][t] == PathSpace.END) {
                        break;
                    }
                }
            }
        }
    }

    @Test
    void pictureQuestionPathAndCritiqueAllMatter() {
        int[][] texts = {{5, 6}, {7, 8}, {9}};
        Batch batch = rows();
        float[] before = scores(batch, texts);
        for (String field : new String[] {Fields.IMAGE, PathSpace.QUESTION, PathSpace.PATH, PathSpace.CRITIQUE}) {
            float[] numbers = batch.numbers(field);
            float kept = numbers[0];
            numbers[0] = kept < 0 ? 3 : -1;
            assertNotEquals(before[0], scores(batch, texts)[0], field);
            numbers[0] = kept;
        }
        assertArrayEquals(before, scores(batch, texts));
    }

    /** log-probabilities of texts do not depend on the length that rows are filled up to, and are those of softmax. */
    @Test
    void logProbabilitiesAreThoseOfTheScores() {
        Batch batch = rows();
        int[][] texts = {{5, 6}, {7}, {9, 2, 3}};
        float[] scores = scores(batch, texts);
        VlmInputs inputs = new VlmInputs(model, BATCH);
        Node cells = model.cells(parameters, inputs.pictureNode());
        Node each = VlmScores.logProbabilities(model, parameters, inputs, cells, "");
        float[] sums = new float[BATCH];
        try (Program program = compute.compile(new Computation()
                .output("sums", VlmScores.ofTexts(each))
                .output("loss", VlmScores.loss(each, inputs, "")))) {
            inputs.read(batch, 0);
            for (int row = 0; row < BATCH; row++) {
                inputs.writePath(row, texts[row]);
            }
            inputs.setPrompts(program);
            inputs.setWritten(program, "");
            program.run();
            program.get("sums", sums, 0);
            double total = 0;
            int count = 0;
            for (int row = 0; row < BATCH; row++) {
                int[] said = Arrays.copyOf(texts[row], texts[row].length + 1);
                said[said.length - 1] = PathSpace.END;
                double sum = 0;
                for (int t = 0; t < said.length; t++) {
                    sum += logSoftmax(scores, (row * model.generated() + t) * 14, said[t]);
                }
                assertEquals(sum, sums[row], 1e-3);
                total += sum;
                count += said.length;
            }
            assertEquals(-total / count, program.scalar("loss"), 1e-4);
        }
    }

    private static double logSoftmax(float[] scores, int at, int token) {
        double sum = 0;
        for (int i = 0; i < 14; i++) {
            sum += Math.exp(scores[at + i]);
        }
        return scores[at + token] - Math.log(sum);
    }

    @Test
    void slotsThatDoNotFitAreRefusedWithTheirLengths() {
        TinyVlm.Form small = new TinyVlm.Form(8, 2, 1, 3, 22);
        InvalidConfigException refused =
                assertThrows(InvalidConfigException.class, () -> TinyVlm.of(ROWS, small, Written.PATH));
        assertEquals("context", refused.path());
        String message = refused.getMessage();
        for (String part : new String[] {
            "4 for the picture", "3 for the question", "5 for the path", "4 for the critique", "7 for what is written"
        }) {
            assertTrue(message.contains(part), message);
        }
        assertThrows(InvalidConfigException.class, () -> new TinyVlm.Form(8, 3, 1, 3, 22));
        assertThrows(
                InvalidConfigException.class,
                () -> TinyVlm.of(Space.of(TEXTS.tokens(PathSpace.QUESTION, 3)), FORM, Written.PATH));
    }
}
