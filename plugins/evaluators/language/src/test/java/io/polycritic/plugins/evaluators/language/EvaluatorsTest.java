package io.polycritic.plugins.evaluators.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.testkit.TestRun;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EvaluatorsTest {
    private static final int POSTS = 24;

    private final TestRun run = Runs.judged();

    private Map<String, double[]> measure(PartFactory<?, Evaluator> plugin, Map<String, ?> config) {
        Evaluator evaluator = run.add("evaluators.x", plugin, config);
        return evaluator.evaluate(Runs.subject(run)).stream()
                .collect(Collectors.toMap(Measure::name, Measure::samples));
    }

    private static double mean(double... samples) {
        return Arrays.stream(samples).average().orElseThrow();
    }

    /** Most likely responses of a policy and of its copy are the same: all ties, which count half; no distance. */
    @Test
    void aPolicyTiesWithItself() {
        Map<String, double[]> found = measure(
                new WinRate(),
                Map.of(
                        "opponent",
                        "same",
                        "reference",
                        "same",
                        "posts",
                        POSTS,
                        "temperature",
                        0,
                        "opponentTemperature",
                        0));
        for (String name : new String[] {"winRate", "preference", "regularised"}) {
            assertEquals(POSTS, found.get(name).length);
            for (double sample : found.get(name)) {
                assertEquals(0.5, sample, 1e-5, name);
            }
        }
        assertEquals(POSTS, found.get("quality").length);
    }

    /**
     * P_tau is P - tau KL(pi, mu) + tau KL(pi', mu), sample by sample; with mu = pi' only the first distance counts.
     */
    @Test
    void regularisedPreferenceMatchesSection4() {
        Map<String, double[]> free =
                measure(new WinRate(), Map.of("opponent", "other", "reference", "other", "posts", POSTS, "tau", 0));
        Map<String, double[]> priced =
                measure(new WinRate(), Map.of("opponent", "other", "reference", "other", "posts", POSTS, "tau", 0.5));
        assertArrayEquals(free.get("preference"), free.get("regularised"));
        assertArrayEquals(free.get("preference"), priced.get("preference"), "the same draws each time");
        double[] distance = measure(new KlToRef(), Map.of("reference", "other", "posts", POSTS))
                .get("divergence");
        double price = mean(priced.get("preference")) - mean(priced.get("regularised"));
        assertEquals(0.5 * mean(distance), price, 1e-6);
        assertTrue(mean(distance) > 0, "different policies are apart");
    }

    /** What was written about the prompts is better than what an untrained policy says. */
    @Test
    void writersBeatAnUntrainedPolicy() {
        Map<String, double[]> found = measure(new WinRate(), Map.of("posts", POSTS));
        assertTrue(mean(found.get("winRate")) < 0.1);
        assertTrue(mean(found.get("preference")) < 0.1);
        assertTrue(!found.containsKey("regularised"));
    }

    @Test
    void badMatchesAreRefused() {
        assertThrows(
                InvalidConfigException.class,
                () -> run.add("evaluators.x", new WinRate(), Map.of("reference", "other")));
        run.frozen("mute", new io.polycritic.api.testkit.TestSubject(0, Map.of(), null));
        InvalidConfigException refused = assertThrows(
                InvalidConfigException.class,
                () -> run.add("evaluators.x", new KlToRef(), Map.of("reference", "mute")));
        assertEquals("reference", refused.path());
    }
}
