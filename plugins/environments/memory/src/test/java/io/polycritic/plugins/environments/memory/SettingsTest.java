package io.polycritic.plugins.environments.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.testkit.TestRun;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @ParameterizedTest
    @CsvSource({"capacity,0", "steps,0", "discount,1.5", "alpha,-0.1", "beta,2", "betaDraws,-1", "epsilon,-1"})
    void refusesNumbersOutOfRange(String key, double value) {
        Object number = value == Math.rint(value) ? (Object) (long) value : (Object) value;
        try (TestRun run = new TestRun(1, null, null)) {
            InvalidConfigException refused = assertThrows(
                    InvalidConfigException.class,
                    () -> run.add("streams.replay", new PrioritizedReplay(), Map.of(key, number)));
            assertEquals(key, refused.path());
        }
    }
}
