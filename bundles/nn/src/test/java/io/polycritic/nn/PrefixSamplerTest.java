package io.polycritic.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.compute.CompiledCompute;
import org.junit.jupiter.api.Test;

class PrefixSamplerTest {
    private static final int BATCH = 3;
    private static final int PREFIX = 5;
    private static final int BEHIND = 4;
    private static final int VOCABULARY = 11;

    private final RandomStream random = RandomStream.of(4, "test", "prefix");
    private final CompiledCompute compute = CompiledCompute.withJavaBlas();
    private final SequenceModel model = new SequenceModel("lm", VOCABULARY, PREFIX + BEHIND, 8, 2, 2, 3, true);
    private final Parameters p = parameters();

    private Parameters parameters() {
        Parameters.Builder builder = Parameters.builder("p");
        model.addTo(builder, random);
        Parameters built = builder.build();
        random.gaussians(built.values(), 0, built.size());
        return built;
    }

    /** Tokens, of which some places are empty. */
    private float[] tokens(int length, boolean full) {
        float[] ids = new float[BATCH * length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = !full && i % length > 0 && random.nextInt(3) == 0 ? -1 : random.nextInt(VOCABULARY);
        }
        return ids;
    }

    private static Node seen(Node ids) {
        return Elementwise.greaterEqual(ids, Graphs.constant(0f));
    }

    @Test
    void scoresAreThoseOfTheWholeSequence() {
        Node prompt = Graphs.input("prompt", BATCH, PREFIX);
        Node behind = Graphs.input("behind", BATCH, BEHIND);
        Node vectors = model.embedded(p, prompt);
        Node all = Shaping.concat(1, vectors, model.embedded(p, behind));
        Node visible = Shaping.concat(1, seen(prompt), seen(behind));
        Node mask = Elementwise.add(
                MultiHeadAttention.prefix(PREFIX, PREFIX + BEHIND),
                MultiHeadAttention.mask(Shaping.reshape(visible, BATCH, 1, 1, PREFIX + BEHIND)));
        Node scores = model.scores(p, model.encoded(p, all, mask, PREFIX));
        float[] whole = new float[BATCH * BEHIND * VOCABULARY];
        try (Program program = compute.compile(new Computation().output("scores", scores));
                PrefixSampler sampler = new PrefixSampler(compute, model, p, vectors, seen(prompt))) {
            for (int pass = 0; pass < 2; pass++) {
                float[] given = tokens(PREFIX, false);
                float[] next = tokens(BEHIND, true);
                program.set("prompt", given, 0);
                program.set("behind", next, 0);
                program.run();
                program.get("scores", whole, 0);
                sampler.begin(inputs -> inputs.set("prompt", given, 0));
                for (int t = 0; t < BEHIND; t++) {
                    int[] tokens = new int[BATCH];
                    for (int row = 0; row < BATCH; row++) {
                        tokens[row] = (int) next[row * BEHIND + t];
                    }
                    float[] found = sampler.next(tokens);
                    for (int i = 0; i < found.length; i++) {
                        int at = (i / VOCABULARY * BEHIND + t) * VOCABULARY + i % VOCABULARY;
                        assertEquals(whole[at], found[i], 1e-4 * Math.max(1, Math.abs(whole[at])));
                    }
                }
                assertThrows(IllegalStateException.class, () -> sampler.next(new int[BATCH]));
            }
        }
    }

    /** A position of the prefix sees what is behind it there; one that is generated does not see what comes. */
    @Test
    void thePrefixIsSeenBothWaysAndTheRestIsCausal() {
        Node vectors = model.embedded(p, Graphs.input("ids", 1, PREFIX + BEHIND));
        Node mask = MultiHeadAttention.prefix(PREFIX, PREFIX + BEHIND);
        Node states = model.encoded(p, vectors, mask, 0);
        Node end = model.encoded(p, vectors, mask, PREFIX);
        float[] ids = new float[PREFIX + BEHIND];
        float[] before = new float[ids.length * 8];
        float[] after = new float[ids.length * 8];
        float[] tail = new float[BEHIND * 8];
        try (Program program =
                compute.compile(new Computation().output("states", states).output("end", end))) {
            program.set("ids", ids, 0);
            program.run();
            program.get("states", before, 0);
            program.get("end", tail, 0);
            for (int i = 0; i < tail.length; i++) {
                assertEquals(before[PREFIX * 8 + i], tail[i], 1e-5);
            }
            for (int changed = 0; changed < ids.length; changed++) {
                ids[changed] = 3;
                program.set("ids", ids, 0);
                program.run();
                program.get("states", after, 0);
                for (int position = 0; position < ids.length; position++) {
                    boolean differs = before[position * 8] != after[position * 8];
                    assertEquals(changed < PREFIX || position >= changed, differs, changed + " at " + position);
                }
                ids[changed] = 0;
            }
        }
    }
}
