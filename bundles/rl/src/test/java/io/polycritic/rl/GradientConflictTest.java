package io.polycritic.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GradientConflictTest {
    private final Map<String, Double> metrics = new TreeMap<>();

    /** A critic whose part nobody calls. */
    private record Named(String path) implements Slot<ScoringCritic> {
        @Override
        public ScoringCritic get() {
            throw new IllegalStateException("nobody is asked");
        }

        @Override
        public int generation() {
            return 0;
        }

        @Override
        public double weight() {
            return 1;
        }
    }

    private static List<Slot<ScoringCritic>> critics(String... names) {
        List<Slot<ScoringCritic>> critics = new ArrayList<>();
        for (String name : names) {
            critics.add(new Named("critics." + name));
        }
        return critics;
    }

    private GradientConflict conflict(int every) {
        return new GradientConflict(every, 5, metrics::put);
    }

    private void report(GradientConflict conflict, float[]... gradients) {
        float[] sum = new float[5];
        for (int k = 0; k < gradients.length; k++) {
            System.arraycopy(gradients[k], 0, conflict.gradient(k), 0, 5);
            for (int i = 0; i < 5; i++) {
                sum[i] += gradients[k][i];
            }
        }
        conflict.report(sum);
    }

    @Test
    void reportsNormsSharesAndCosines() {
        GradientConflict conflict = conflict(1);
        assertTrue(conflict.next(critics("task", "safety", "skill")));
        report(conflict, new float[] {3, 4, 0, 0, 0}, new float[] {-3, 0, 0, 0, 0}, new float[] {0, 0, 0, 0, 2});
        // Together (0, 4, 0, 0, 2), whose square is 20.
        assertEquals(
                Set.of(
                        "gradientNorm.task",
                        "gradientNorm.safety",
                        "gradientNorm.skill",
                        "gradientShare.task",
                        "gradientShare.safety",
                        "gradientShare.skill",
                        "gradientCosine.task.safety",
                        "gradientCosine.task.skill",
                        "gradientCosine.safety.skill"),
                metrics.keySet());
        assertEquals(5, metrics.get("gradientNorm.task"));
        assertEquals(3, metrics.get("gradientNorm.safety"));
        assertEquals(2, metrics.get("gradientNorm.skill"));
        assertEquals(16 / 20.0, metrics.get("gradientShare.task"));
        assertEquals(0, metrics.get("gradientShare.safety"));
        assertEquals(4 / 20.0, metrics.get("gradientShare.skill"));
        assertEquals(-9 / 15.0, metrics.get("gradientCosine.task.safety"));
        assertEquals(0, metrics.get("gradientCosine.task.skill"));
        assertEquals(0, metrics.get("gradientCosine.safety.skill"));
    }

    @Test
    void equalGradientsHaveTheCosineOneAndOppositeOnesMinusOne() {
        float[] some = {0.1f, -0.2f, 0.3f, 0.7f, 1e-3f};
        float[] opposite = {-0.2f, 0.4f, -0.6f, -1.4f, -2e-3f};
        GradientConflict conflict = conflict(1);
        conflict.next(critics("a", "b", "c"));
        report(conflict, some, some, opposite);
        assertEquals(1, metrics.get("gradientCosine.a.b"), 1e-12);
        assertEquals(-1, metrics.get("gradientCosine.a.c"), 1e-12);
        assertFalse(metrics.containsKey("gradientShare.a"), "together they do nothing");
    }

    @Test
    void aCriticThatSaysNothingHasNoDirection() {
        GradientConflict conflict = conflict(1);
        conflict.next(critics("a", "b"));
        report(conflict, new float[] {1, 0, 0, 0, 0}, new float[5]);
        assertEquals(0, metrics.get("gradientNorm.b"));
        assertEquals(0, metrics.get("gradientShare.b"));
        assertFalse(metrics.containsKey("gradientCosine.a.b"));
    }

    @Test
    void measuresInEveryNthUpdateAlsoAfterLoading() {
        List<Slot<ScoringCritic>> critics = critics("a", "b");
        GradientConflict conflict = conflict(3);
        boolean[] due = new boolean[7];
        GradientConflict loaded = conflict(3);
        for (int i = 0; i < due.length; i++) {
            if (i == 2) {
                State state = new State();
                conflict.save(state.writer());
                loaded.load(state.reader());
            }
            due[i] = conflict.next(critics);
            if (i >= 2) {
                assertEquals(due[i], loaded.next(critics), "update " + i);
            }
        }
        assertEquals("[true, false, false, true, false, false, true]", java.util.Arrays.toString(due));
    }

    @Test
    void measuresNothingWhereThereIsOneCriticOrNoWish() {
        assertFalse(conflict(1).next(critics("a")));
        assertFalse(conflict(0).next(critics("a", "b")));
    }

    @Test
    void keepsItsArraysWhileTheCriticsStayTheSame() {
        GradientConflict conflict = conflict(1);
        conflict.next(critics("a", "b"));
        float[] first = conflict.gradient(0);
        conflict.next(critics("a", "b"));
        assertSame(first, conflict.gradient(0));
        conflict.next(critics("a", "c", "b"));
        assertEquals(3, conflict.critics());
    }
}
