package io.polycritic.api.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.Environment;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.plugin.ConfigSchema;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.SettingSpec;
import io.polycritic.api.plugin.State;
import io.polycritic.api.plugin.Wiring;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every plugin must do. A plugin's test extends this, gives its factory and a run in which a part can be made, and
 * gets the tests below for free.
 */
public abstract class PluginContract {
    /** For test classes. */
    protected PluginContract() {}

    /**
     * The plugin under test.
     *
     * @return its factory
     */
    protected abstract PartFactory<?, ?> plugin();

    /**
     * A run that has all that a part of the plugin needs, the part itself excepted.
     *
     * @return a new run each time
     */
    protected abstract TestRun run();

    /**
     * The slot that the part shall fill.
     *
     * @return a path that fits the plugin's kind
     */
    protected abstract String path();

    /**
     * The settings to use.
     *
     * @return settings by key; none by default
     */
    protected Map<String, ?> config() {
        return Map.of();
    }

    /** Each setting has a description of its own. */
    @Test
    void settingsAreDescribed() {
        Set<String> seen = new HashSet<>();
        assertFalse(plugin().description().isBlank(), "the plugin has no description");
        for (SettingSpec setting : ConfigSchema.of(plugin().configType()).settings()) {
            assertFalse(setting.description().isBlank(), setting.key() + " has no description");
            assertTrue(seen.add(setting.description()), setting.key() + " has the description of another setting");
        }
    }

    /** A default lies within the limits of its own setting. */
    @Test
    void defaultsAreAllowed() {
        assertDoesNotThrow(() -> {
            ConfigSchema<?> schema = ConfigSchema.of(plugin().configType());
            Map<String, Object> defaults = new LinkedHashMap<>(config());
            for (SettingSpec setting : schema.settings()) {
                if (setting.defaultValue() != null) {
                    defaults.putIfAbsent(setting.key(), setting.defaultValue());
                }
            }
            schema.create(defaults);
        });
    }

    /** A key that does not exist is refused by name. */
    @Test
    void unknownSettingIsRefused() {
        ConfigSchema<?> schema = ConfigSchema.of(plugin().configType());
        InvalidConfigException refused =
                assertThrows(InvalidConfigException.class, () -> schema.complete(Map.of("no-such-setting", 1)));
        assertEquals("no-such-setting", refused.path());
    }

    /** A part plays the role that its factory promises. */
    @Test
    void partPlaysItsRole() {
        try (TestRun run = run()) {
            Part part = run.add(path(), plugin(), config());
            assertTrue(plugin().partType().isInstance(part), part + " is no " + plugin().partType());
        }
    }

    /** What a part saves, a new part of the same configuration loads and saves again unchanged. */
    @Test
    void stateSurvivesARoundTrip() {
        try (TestRun first = run();
                TestRun second = run()) {
            Part part = first.add(path(), plugin(), config());
            prepare(first);
            State saved = State.of(part);
            Part other = second.add(path(), plugin(), config());
            other.load(saved.reader());
            assertSame(saved, State.of(other));
        }
    }

    /** A part makes pairs of exactly the modes that it names, and they play its role. */
    @Test
    void pairsAreThoseThatArePromised() {
        try (TestRun run = run()) {
            Part incumbent = run.add(path(), plugin(), config());
            prepare(run);
            Part newcomer = run.newcomer(path(), plugin(), config());
            Set<Handover.Mode> promised = incumbent.handovers(newcomer);
            for (Handover.Mode mode : Handover.Mode.values()) {
                Optional<Pair> pair = incumbent.beside(newcomer, new Handover(mode), run.context(path()));
                assertEquals(promised.contains(mode), pair.isPresent(), mode + " is promised, or made");
                pair.ifPresent(made -> {
                    assertTrue(plugin().partType().isInstance(made), made + " is no " + plugin().partType());
                    made.close();
                });
            }
        }
    }

    /** A newcomer that learns beside the part, or from it, changes no bit of the run's other state and numbers. */
    @Test
    void aNewcomerThatDoesNotCountHasNoInfluence() {
        for (Handover.Mode mode : Set.of(Handover.Mode.SHADOW, Handover.Mode.DISTILL)) {
            try (TestRun alone = run();
                    TestRun shared = run()) {
                alone.add(path(), plugin(), config());
                prepare(alone);
                Part incumbent = shared.add(path(), plugin(), config());
                prepare(shared);
                Part newcomer = shared.newcomer(path(), plugin(), config());
                if (incumbent.handovers(newcomer).contains(mode)) {
                    shared.share(path(), new Handover(mode));
                    prepare(alone);
                    prepare(shared);
                    Map<String, State> expected = alone.save();
                    Map<String, State> found = shared.save();
                    expected.forEach((slot, state) -> state.values()
                            .forEach((name, value) -> assertSame(
                                    slot + "/" + name,
                                    value,
                                    found.get(slot).values().get(name))));
                    alone.metrics()
                            .forEach((name, value) ->
                                    assertEquals(value, shared.metrics().get(name), name));
                }
            }
        }
    }

    /**
     * A live setting of a part with state takes another value, and nothing is lost: the part says the same of itself
     * and has the same state as before, and works on.
     */
    @Test
    void liveSettingsKeepTheState() {
        ConfigSchema<?> schema = ConfigSchema.of(plugin().configType());
        Map<String, Object> present = schema.complete(config());
        for (SettingSpec setting : LiveSettings.of(schema)) {
            String key = setting.key();
            List<?> given = otherValues().get(key);
            List<?> values = given == null ? LiveSettings.others(setting, present.get(key)) : given;
            boolean changed = values.stream().anyMatch(value -> changesLive(key, value));
            assertTrue(
                    changed || given != null && given.isEmpty(),
                    "the live setting " + key + " could take none of " + values + "; name a value in otherValues()");
        }
    }

    /** Whether the value was allowed; if it was, nothing may be lost. */
    private boolean changesLive(String key, Object value) {
        Map<String, Object> config = new LinkedHashMap<>(config());
        config.put(key, value);
        try (TestRun run = run()) {
            Part part = run.add(path(), plugin(), config());
            prepare(run);
            State before = State.of(part);
            Wiring wiring = part.wiring();
            EnvironmentSpec spec = part instanceof Environment environment ? environment.spec() : null;
            Part changed;
            try {
                changed = run.change(path(), plugin(), config);
            } catch (InvalidConfigException e) {
                return false;
            }
            assertEquals(wiring, changed.wiring(), key + " changes the wiring, so it cannot be live");
            if (changed instanceof Environment environment) {
                assertEquals(
                        spec, environment.spec(), key + " changes what others were made for, so it cannot be live");
            }
            assertSame(before, State.of(changed));
            prepare(run);
            return true;
        }
    }

    /** A part that is made again with the settings that it had goes on as if it had been left alone, bit for bit. */
    @Test
    void partThatIsMadeAgainGoesOnAsBefore() {
        try (TestRun left = run();
                TestRun changed = run()) {
            left.add(path(), plugin(), config());
            changed.add(path(), plugin(), config());
            prepare(left);
            prepare(changed);
            changed.change(path(), plugin(), config());
            prepare(left);
            prepare(changed);
            Map<String, State> expected = left.save();
            Map<String, State> actual = changed.save();
            assertEquals(expected.keySet(), actual.keySet());
            expected.forEach((path, state) -> assertSame(state, actual.get(path)));
        }
    }

    /**
     * Values that live settings can take instead of the present ones, for settings for which the contract finds none.
     *
     * @return lists of values to try by key; an empty list where the setting has no other value in this run
     */
    protected Map<String, List<?>> otherValues() {
        return Map.of();
    }

    /**
     * Brings the part into a state worth saving, or on from there; does nothing by default.
     *
     * @param run the run with the part in it
     */
    protected void prepare(TestRun run) {}

    private static void assertSame(State expected, State actual) {
        assertEquals(expected.values().keySet(), actual.values().keySet());
        assertEquals(expected.parameters(), actual.parameters());
        expected.values()
                .forEach(
                        (name, value) -> assertSame(name, value, actual.values().get(name)));
    }

    private static void assertSame(String name, Object expected, Object actual) {
        if (expected instanceof float[] numbers) {
            assertArrayEquals(numbers, (float[]) actual, name);
        } else if (expected instanceof double[] numbers) {
            assertArrayEquals(numbers, (double[]) actual, name);
        } else if (expected instanceof long[] numbers) {
            assertArrayEquals(numbers, (long[]) actual, name);
        } else {
            assertEquals(expected, actual, name);
        }
    }
}
