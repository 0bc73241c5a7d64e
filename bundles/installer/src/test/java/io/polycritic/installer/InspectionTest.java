package io.polycritic.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.reward.RewardModelFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    @TempDir
    Path folder;

    private Described inspect(Jars jar) throws IOException {
        return Inspection.of(jar.write(folder.resolve("a.jar")));
    }

    private void refused(String path, String why, Jars jar) {
        refused(path, why, assertThrows(PolycriticException.class, () -> inspect(jar)));
    }

    private static void refused(String path, String why, PolycriticException e) {
        assertEquals(ErrorCode.USER, e.code());
        assertEquals(path, e.path());
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    @Test
    void readsNameVersionAndPlugins() throws IOException {
        Described described = inspect(Jars.bundle("1.2.0.beta")
                .header("Bundle-SymbolicName", "acme.critics;x=y")
                .header("Service-Component", "OSGI-INF/a.xml, OSGI-INF/b.xml")
                .entry("OSGI-INF/b.xml", Jars.component("acme-reward", RewardModelFactory.class.getName())));
        assertEquals("acme.critics@1.2.0.beta", described.pin());
        assertEquals("acme.critics-1.2.0.beta.jar", described.file().toString());
        assertEquals(
                List.of(
                        new Described.Offer(Kind.CRITIC, "acme-critic"),
                        new Described.Offer(Kind.REWARD_MODEL, "acme-reward")),
                described.plugins());
        assertEquals(Files.size(folder.resolve("a.jar")), described.bytes());
        assertTrue(described.sha256().matches("[0-9a-f]{64}"), described.sha256());
    }

    @Test
    void readsSeveralComponentsOfOneFileAndValuesBetweenTags() throws IOException {
        String xml = "<components>" + Jars.component("one", CriticFactory.class.getName())
                + "<component name='b'><property name='polycritic.plugin.id'>two</property>"
                + "<service><provide interface='" + CriticFactory.class.getName() + "'/></service></component>"
                + "</components>";
        assertEquals(
                List.of(new Described.Offer(Kind.CRITIC, "one"), new Described.Offer(Kind.CRITIC, "two")),
                inspect(Jars.bundle("1.0.0").entry("OSGI-INF/a.xml", xml)).plugins());
    }

    @Test
    void refusesWhatIsNoJar() throws IOException {
        Path file = Files.writeString(folder.resolve("no.jar"), "this is no jar");
        refused("jar", "no jar", assertThrows(PolycriticException.class, () -> Inspection.of(file)));
        Path cut = folder.resolve("cut.jar");
        byte[] whole = Jars.bundle("1.0.0").bytes();
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
        refused("jar", "no jar", assertThrows(PolycriticException.class, () -> Inspection.of(cut)));
    }

    @Test
    void refusesHeadersThatAreMissingOrWrong() {
        refused("jar.Bundle-SymbolicName", "missing", Jars.bundle("1").header("Bundle-SymbolicName", null));
        refused("jar.Bundle-SymbolicName", "found '../x'", Jars.bundle("1").header("Bundle-SymbolicName", "../x"));
        refused(
                "jar.Bundle-SymbolicName",
                "singleton",
                Jars.bundle("1").header("Bundle-SymbolicName", "a; singleton:=\"true\""));
        refused("jar.Bundle-Version", "missing", Jars.bundle("1").header("Bundle-Version", null));
        refused("jar.Bundle-Version", "found 'one'", Jars.bundle("one"));
        refused("jar.Fragment-Host", "fragment", Jars.bundle("1").header("Fragment-Host", "io.polycritic.engine"));
    }

    @Test
    void refusesBundlesWithoutPlugins() {
        refused("jar.Service-Component", "no component", Jars.bundle("1").header("Service-Component", null));
        refused(
                "jar.Service-Component",
                "names 'OSGI-INF/z.xml'",
                Jars.bundle("1").header("Service-Component", "OSGI-INF/z.xml"));
        refused(
                "jar.Service-Component",
                "no component",
                Jars.bundle("1").entry("OSGI-INF/a.xml", Jars.component("a", "java.lang.Runnable")));
        refused(
                "jar.Service-Component",
                "no component",
                Jars.bundle("1").entry("OSGI-INF/a.xml", Jars.component("", CriticFactory.class.getName())));
        refused(
                "jar.OSGI-INF/a.xml",
                "no component description",
                Jars.bundle("1").entry("OSGI-INF/a.xml", "<a"));
    }

    /** A document type could name files of this machine. */
    @Test
    void readsNoDocumentTypes() {
        String xml = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>";
        refused("jar.OSGI-INF/a.xml", "DOCTYPE", Jars.bundle("1").entry("OSGI-INF/a.xml", xml));
    }

    @Test
    void refusesTooManyEntries() {
        Jars jar = Jars.bundle("1");
        for (int i = 0; i < Inspection.MAX_ENTRIES; i++) {
            jar.entry("x/" + i, "");
        }
        refused("jar", "entries, allowed are", jar);
    }
}
