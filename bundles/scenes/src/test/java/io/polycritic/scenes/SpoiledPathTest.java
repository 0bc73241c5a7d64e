package io.polycritic.scenes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.critique.Assessment;
import io.polycritic.critique.Note;
import io.polycritic.critique.PathStream;
import io.polycritic.critique.Planted;
import io.polycritic.critique.Split;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpoiledPathTest {
    private static final double BIAS = 0.5;
    private static final long TRAIN = 40_000;

    private final SceneWorld world = new SceneWorld(3, View.UNBIASED, BIAS, TRAIN);
    private final RandomStream random = RandomStream.of(5, "test", "errors");

    @Test
    void undoingTheErrorsRestoresTheRightPathAndEachIsCountedOnce() {
        int changed = 0;
        int empty = 0;
        Set<Integer> kinds = new HashSet<>();
        int[] falsified = new int[6];
        for (int i = 0; i < 2000; i++) {
            long item = Split.TRAIN.item(i);
            int wanted = 1 + i % 5;
            Planted planted = world.plant(item, wanted, PathStream.EQUALLY, random);
            int[] reference = SceneWorld.reference(world.item(item)).tokens();
            assertArrayEquals(reference, planted.restored());
            assertTrue(planted.path().length <= SceneTokens.PATH);
            assertTrue(planted.errors().size() <= wanted);
            assertEquals(planted.errors().size(), new HashSet<>(planted.errors()).size());
            assertEquals(planted.errors().isEmpty(), Arrays.equals(reference, planted.path()));
            Assessment assessment = world.assess(item, planted.path());
            assertEquals(new HashSet<>(planted.errors()), assessment.errors(), SceneTokens.text(planted.path()));
            planted.errors().forEach(note -> kinds.add(note.kind()));
            falsified[wanted] += planted.errors().contains(new Note(SceneTokens.RESULT, SceneTokens.ARITH)) ? 1 : 0;
            changed += assessment.correct() ? 0 : 1;
            empty += planted.errors().isEmpty() ? 1 : 0;
        }
        assertEquals(6, kinds.size());
        for (int wanted = 1; wanted < falsified.length; wanted++) {
            assertEquals(1 / 3.0, falsified[wanted] / 400.0, 0.08, "of paths with " + wanted + " errors");
        }
        assertTrue(empty < 100, empty + " of 2000 without any error");
        assertTrue(changed > 1000 && changed < 1700, changed + " of 2000 answers changed");
    }
}
