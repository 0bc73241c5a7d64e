package io.polycritic.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class CatalogTest {
    private final Catalog catalog = Catalog.standalone();

    private Plugin add(String version) {
        return catalog.add(Kind.CRITIC, "v-critic", Version.parseVersion(version), "critics", new Factory());
    }

    private Plugin resolve(String pin) {
        return catalog.resolve(Kind.CRITIC, pin, "critics.task.plugin");
    }

    private void refused(String pin, String why) {
        PolycriticException refused = assertThrows(PolycriticException.class, () -> resolve(pin));
        assertEquals("critics.task.plugin", refused.path());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void anIdMeansTheHighestVersion() {
        Plugin old = add("1.9.0");
        Plugin high = add("1.10.0");
        assertEquals(high, resolve("v-critic"));
        assertEquals(old, resolve("v-critic@1.9.0"));
        assertEquals(PluginState.SHADOWED, catalog.state(old));
        catalog.remove(high);
        assertEquals(old, resolve("v-critic"));
        assertEquals(PluginState.READY, catalog.state(old));
    }

    @Test
    void namesWhatThereIs() {
        add("1.0.0");
        refused("v-critic@2.0.0", "available are [v-critic@1.0.0]");
        refused("v-crytic", "did you mean 'v-critic'?");
        refused("v-critic@two", "allowed is an id or id@version");
    }

    @Test
    void asksSourcesForVersionsThatArePinnedAndNotLoaded() {
        List<String> asked = new ArrayList<>();
        PluginSource source = (kind, id, version) -> {
            asked.add(kind + " " + id + " " + version);
            if (version.equals(new Version(1, 0, 0))) {
                add("1.0.0");
            }
        };
        catalog.source(source);
        add("2.0.0");
        assertEquals("v-critic@2.0.0", resolve("v-critic").pin());
        assertEquals("v-critic@2.0.0", resolve("v-critic@2.0.0").pin());
        assertEquals(List.of(), asked);
        assertEquals("v-critic@1.0.0", resolve("v-critic@1.0.0").pin());
        refused("v-critic@3.0.0", "available are [v-critic@2.0.0, v-critic@1.0.0]");
        refused("v-critic-x", "did you mean 'v-critic'?");
        assertEquals(List.of("CRITIC v-critic 1.0.0", "CRITIC v-critic 3.0.0"), asked);
        catalog.unsource(source);
        refused("v-critic@3.0.0", "available are");
        assertEquals(2, asked.size());
    }

    /** Makes nothing. */
    private static final class Factory implements CriticFactory<Factory.None> {
        @interface None {}

        @Override
        public Class<None> configType() {
            return None.class;
        }

        @Override
        public Class<ScoringCritic> partType() {
            return ScoringCritic.class;
        }

        @Override
        public String description() {
            return "Nothing.";
        }

        @Override
        public Critic create(None config, PartContext context) {
            throw new IllegalStateException();
        }
    }
}
