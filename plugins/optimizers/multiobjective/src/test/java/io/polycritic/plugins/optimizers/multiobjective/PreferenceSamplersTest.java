package io.polycritic.plugins.optimizers.multiobjective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.PreferenceSampler;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.rl.Preferences;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferenceSamplersTest extends PluginContract {
    @Override
    protected PartFactory<?, ?> plugin() {
        return new PreferenceSamplers();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "optimizers.preference";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("fixed", List.of(0.25, 0.75));
    }

    @Override
    protected Map<String, List<?>> otherValues() {
        return Map.of("fixed", List.of(List.of(0.5, 0.5)));
    }

    @Override
    protected void prepare(TestRun run) {
        draw(run.part(path(), PreferenceSampler.class), 10);
    }

    private static float[] draw(PreferenceSampler sampler, int count) {
        int k = sampler.objectives();
        float[] drawn = new float[count * k];
        for (int i = 0; i < count; i++) {
            sampler.draw(drawn, i * k);
            Preferences.check("drawn", drawn, i * k, k);
        }
        return drawn;
    }

    private PreferenceSampler sampler(TestRun run, Map<String, ?> config) {
        return run.add(path(), new PreferenceSamplers(), config) instanceof PreferenceSampler sampler ? sampler : null;
    }

    @Test
    void uniformPreferencesAreEvenAndHaveTheirCorners() {
        try (TestRun run = run()) {
            float[] drawn = draw(sampler(run, Map.of("objectives", 3)), 30_000);
            double[] mean = new double[3];
            double second = 0;
            int corners = 0;
            for (int row = 0; row < 30_000; row++) {
                boolean corner = false;
                for (int i = 0; i < 3; i++) {
                    mean[i] += drawn[3 * row + i] / 30_000.0;
                    corner |= drawn[3 * row + i] == 1;
                }
                corners += corner ? 1 : 0;
                second += corner ? 0 : drawn[3 * row] * drawn[3 * row];
            }
            assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, mean, 0.01);
            assertEquals(0.3, corners / 30_000.0, 0.01);
            // The second moment of an even weight of three, a beta distribution of 1 and 2, is 1/6.
            assertEquals(1 / 6.0, second / (30_000 - corners), 0.01);
        }
    }

    @Test
    void gridPreferencesAreThoseOfTheLattice() {
        try (TestRun run = run()) {
            float[] drawn = draw(sampler(run, Map.of("distribution", "grid", "divisions", 4)), 1000);
            boolean[] seen = new boolean[5];
            for (int row = 0; row < 1000; row++) {
                assertEquals(Math.rint(4 * drawn[2 * row]), 4 * drawn[2 * row]);
                seen[Math.round(4 * drawn[2 * row])] = true;
            }
            assertArrayEquals(new boolean[] {true, true, true, true, true}, seen);
            assertEquals(15, Preferences.lattice(3, 4).size());
            assertArrayEquals(new float[] {0, 1}, Preferences.lattice(2, 20).get(0));
        }
    }

    @Test
    void theShareOfRememberedStepsIsRelabelled() {
        try (TestRun run = run()) {
            PreferenceSampler sampler = sampler(run, Map.of("relabel", 0.25, "corners", 0));
            float[] preferences = new float[2 * 20_000];
            sampler.relabel(preferences, 20_000);
            int changed = 0;
            for (int row = 0; row < 20_000; row++) {
                changed += preferences[2 * row] + preferences[2 * row + 1] > 0.5f ? 1 : 0;
            }
            assertEquals(0.25, changed / 20_000.0, 0.01);
        }
    }

    @Test
    void aPreferenceMustLieOnTheSimplex() {
        try (TestRun run = run()) {
            for (List<?> wrong : List.of(List.of(-0.5, 1.5), List.of(0.5, 0.4), List.of(1))) {
                InvalidConfigException refused = assertThrows(
                        InvalidConfigException.class,
                        () -> sampler(run, Map.of("distribution", "fixed", "fixed", wrong)));
                assertEquals("fixed", refused.path());
                boolean named = wrong.size() == 1
                        || refused.getMessage().contains("preference must lie on the simplex")
                                && refused.getMessage().contains(wrong.get(0).toString());
                assertTrue(named, refused.getMessage());
            }
            assertThrows(InvalidConfigException.class, () -> sampler(run, Map.of("corners", 0.6)));
        }
    }
}
