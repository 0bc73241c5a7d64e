package io.polycritic.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.BundleState;
import io.polycritic.api.control.InstalledBundle;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SlotState;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.critic.Critic;
import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Catalog;
import io.polycritic.catalog.Plugin;
import io.polycritic.catalog.PluginListener;
import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;

/** In a real framework, with runs that the test makes up. */
class HoldingsTest {
    @TempDir
    Path data;

    private final List<RunView> live = new ArrayList<>();
    private final Catalog catalog = Catalog.standalone();
    private Framework framework;
    private Holdings holdings;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        data.resolve("felix").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "5"));
        framework.start();
        holdings = holdings();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(20_000);
    }

    private Holdings holdings() {
        RunControl runs = (RunControl) Proxy.newProxyInstance(
                RunControl.class.getClassLoader(),
                new Class<?>[] {RunControl.class},
                (proxy, method, args) -> method.getName().equals("runs") ? live : live.get(0));
        return new Holdings(
                new Shelf(data),
                new Host(framework.getBundleContext()),
                new Uses(runs, data),
                catalog,
                new Holdings.Times(Duration.ZERO, Duration.ZERO));
    }

    private InstalledBundle install(Jars jar) {
        return new Arrival(holdings, catalog).take(new ByteArrayInputStream(jar.bytes()), false);
    }

    private void uses(String version) {
        uses(version, "");
    }

    private void uses(String version, String upgrade) {
        SlotView slot = new SlotView(
                "critics.task",
                "critic",
                "acme-critic",
                version,
                Jars.NAME,
                0,
                1,
                Map.of(),
                List.of(),
                List.of(),
                upgrade,
                List.of(),
                SlotState.ACTIVE,
                "");
        live.clear();
        live.add(new RunView("r", "r", 1, RunState.RUNNING, 0, 1, 0, 0, 0, 0, "", null, Map.of(), List.of(slot)));
    }

    /** A run at rest that was made with a version. */
    private void history(String version) throws Exception {
        Path run = Files.createDirectories(data.resolve("runs/old"));
        Files.writeString(run.resolve("spec.json"), "{}");
        Files.writeString(run.resolve("journal"), "0 {\"plugin\":\"acme-critic@" + version + "\"}\n");
    }

    private Bundle loaded(String version) {
        return Stream.of(framework.getBundleContext().getBundles())
                .filter(bundle -> Jars.NAME.equals(bundle.getSymbolicName()))
                .filter(bundle -> bundle.getVersion().equals(Version.parseVersion(version)))
                .findFirst()
                .orElse(null);
    }

    private List<String> files() throws Exception {
        Path plugins = data.resolve("plugins");
        try (Stream<Path> all = Files.walk(plugins)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> plugins.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private String states() {
        return String.join(
                " ",
                holdings.views().stream()
                        .map(bundle -> bundle.version() + "=" + bundle.state())
                        .toList());
    }

    private static void refused(ErrorCode code, String path, String why, Runnable request) {
        PolycriticException e = assertThrows(PolycriticException.class, request::run);
        assertEquals(code, e.code());
        assertEquals(path, e.path());
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    @Test
    void installsAndLoadsAgainAtTheNextStart() throws Exception {
        InstalledBundle bundle = install(Jars.bundle("1.0.0"));
        assertEquals(BundleState.ACTIVE, bundle.state());
        assertEquals(List.of(new InstalledBundle.Plugin("critic", "acme-critic")), bundle.plugins());
        assertEquals(List.of("acme.critics-1.0.0.jar"), files());
        assertEquals(Bundle.ACTIVE, loaded("1.0.0").getState());
        new Host(framework.getBundleContext()).unload(loaded("1.0.0"));
        Files.writeString(data.resolve("plugins/garbage.jar"), "garbage");
        Files.writeString(data.resolve("plugins/incoming/half.jar"), "half received");
        holdings = holdings();
        holdings.loadAll();
        assertEquals("1.0.0=ACTIVE", states());
        assertEquals(Bundle.ACTIVE, loaded("1.0.0").getState());
        assertEquals(List.of("acme.critics-1.0.0.jar", "garbage.jar"), files());
    }

    @Test
    void theSameJarChangesNothingAndAnotherOfItsVersionIsRefused() throws Exception {
        install(Jars.bundle("1.0.0"));
        Bundle before = loaded("1.0.0");
        assertEquals(BundleState.ACTIVE, install(Jars.bundle("1.0.0")).state());
        assertEquals(before, loaded("1.0.0"));
        refused(
                ErrorCode.CONFLICT,
                "jar.Bundle-Version",
                "another jar",
                () -> install(Jars.bundle("1.0.0").entry("more", "")));
        refused(ErrorCode.CONFLICT, "jar.Bundle-Version", "older than 1.0.0", () -> install(Jars.bundle("0.9.0")));
        assertEquals(List.of("acme.critics-1.0.0.jar"), files());
    }

    @Test
    void aRequirementThatIsMissingIsNamedAndNothingIsLeft() throws Exception {
        refused(
                ErrorCode.USER,
                "jar.Import-Package",
                "osgi.wiring.package=no.such",
                () -> install(Jars.bundle("1.0.0").header("Import-Package", "no.such;version=\"[2,3)\"")));
        refused(
                ErrorCode.PLUGIN,
                "jar",
                "does not start",
                () -> install(Jars.bundle("1.0.0").header("Bundle-Activator", "no.such.Activator")));
        assertEquals(List.of(), files());
        assertEquals("", states());
        assertEquals(null, loaded("1.0.0"));
    }

    @Test
    void bundlesOfThePlatformAreNotReplaced() throws Exception {
        Path jar = Jars.bundle("1.0.0").write(data.resolve("shipped.jar"));
        framework.getBundleContext().installBundle(jar.toUri().toString());
        refused(ErrorCode.CONFLICT, "jar.Bundle-SymbolicName", "platform itself", () -> install(Jars.bundle("2.0.0")));
        refused(ErrorCode.CONFLICT, "name", "part of the distribution", () -> holdings.remove(Jars.NAME, null, true));
    }

    @Test
    void aNewVersionStandsBesideTheOldOneWhichGoesWhenNoRunUsesIt() throws Exception {
        install(Jars.bundle("1.0.0"));
        uses("1.0.0");
        install(Jars.bundle("2.0.0"));
        assertEquals("2.0.0=ACTIVE 1.0.0=RETIRED", states());
        assertEquals(List.of(), holdings.views().get(0).upgrades(), "the run refuses upgrades");
        uses("1.0.0", "acme-critic@2.0.0");
        assertEquals(
                List.of(new InstalledBundle.Upgrade("r", "critics.task", "acme-critic@1.0.0", "acme-critic@2.0.0")),
                holdings.views().get(0).upgrades());
        assertEquals(List.of(), holdings.views().get(1).upgrades());
        holdings.sweep();
        assertEquals("2.0.0=ACTIVE 1.0.0=RETIRED", states());
        assertEquals(Bundle.ACTIVE, loaded("1.0.0").getState());
        uses("2.0.0");
        holdings.sweep();
        assertEquals("2.0.0=ACTIVE", states());
        assertEquals(null, loaded("1.0.0"));
        assertEquals(List.of("acme.critics-2.0.0.jar"), files());
    }

    /** A newcomer that shares a slot, for one, is in no slot of its own. */
    @Test
    void partsBesideTheSlotsKeepAVersionToo() throws Exception {
        install(Jars.bundle("1.0.0"));
        install(Jars.bundle("2.0.0"));
        Plugin first =
                catalog.add(Kind.CRITIC, "acme-critic", Version.parseVersion("1.0.0"), Jars.NAME, new NoFactory());
        PluginListener newcomer = new PluginListener() {
            @Override
            public void arrived(Plugin plugin) {
                throw new IllegalStateException();
            }

            @Override
            public void leaving(Plugin plugin) {
                throw new IllegalStateException();
            }

            @Override
            public boolean uses(Plugin plugin) {
                return plugin == first;
            }
        };
        catalog.listen(newcomer);
        holdings.sweep();
        assertEquals("2.0.0=ACTIVE 1.0.0=RETIRED", states());
        refused(ErrorCode.CONFLICT, "name", "a newcomer", () -> holdings.remove(Jars.NAME, "1.0.0", false));
        catalog.unlisten(newcomer);
        holdings.sweep();
        assertEquals("2.0.0=ACTIVE", states());
    }

    @Test
    void oneInUseIsRemovedByForceAloneAndComesBack() throws Exception {
        install(Jars.bundle("1.0.0"));
        uses("1.0.0");
        refused(ErrorCode.CONFLICT, "name", "critics.task of r", () -> holdings.remove(Jars.NAME, "1.0.0", false));
        assertEquals("1.0.0=ACTIVE", states());
        InstalledBundle removed = holdings.remove(Jars.NAME, null, true);
        assertEquals(BundleState.REMOVED, removed.state());
        assertEquals(List.of(new InstalledBundle.Use("r", "critics.task")), removed.uses());
        assertEquals(List.of(), files());
        assertEquals(null, loaded("1.0.0"));
        install(Jars.bundle("2.0.0"));
        assertEquals(BundleState.RETIRED, install(Jars.bundle("1.0.0")).state(), "the run waits for it");
    }

    @Test
    void whatRunsWereMadeWithIsKeptAndLoadedAgainForThem() throws Exception {
        install(Jars.bundle("1.0.0"));
        history("1.0.0");
        InstalledBundle kept = holdings.remove(Jars.NAME, null, false);
        assertEquals(BundleState.KEPT, kept.state());
        assertEquals(List.of("old"), kept.runs());
        assertEquals(List.of("kept/acme.critics-1.0.0.jar"), files());
        holdings = holdings();
        holdings.loadAll();
        assertEquals("1.0.0=KEPT", states());
        holdings.recall(Kind.CRITIC, "another", Version.parseVersion("1.0.0"));
        assertEquals("1.0.0=KEPT", states());
        holdings.recall(Kind.CRITIC, "acme-critic", Version.parseVersion("1.0.0"));
        assertEquals("1.0.0=RETIRED", states());
        assertEquals(Bundle.ACTIVE, loaded("1.0.0").getState());
        holdings.sweep();
        assertEquals("1.0.0=KEPT", states());
        refused(ErrorCode.CONFLICT, "name", "[old]", () -> holdings.remove(Jars.NAME, "1.0.0", false));
        assertEquals(
                BundleState.REMOVED, holdings.remove(Jars.NAME, "1.0.0", true).state());
        assertEquals(List.of(), files());
    }

    @Test
    void aKeptOneCanBeInstalledAgain() throws Exception {
        install(Jars.bundle("1.0.0"));
        history("1.0.0");
        holdings.remove(Jars.NAME, null, false);
        assertEquals(BundleState.ACTIVE, install(Jars.bundle("1.0.0")).state());
        assertEquals(List.of("acme.critics-1.0.0.jar"), files());
    }

    @Test
    void namesWhatThereIs() throws Exception {
        refused(ErrorCode.NOT_FOUND, "name", "none are installed", () -> holdings.remove("acme", null, false));
        install(Jars.bundle("1.0.0"));
        install(Jars.bundle("1.1.0"));
        refused(ErrorCode.NOT_FOUND, "name", "did you mean", () -> holdings.remove("acme.critic", null, false));
        refused(ErrorCode.USER, "version", "[1.0.0, 1.1.0]", () -> holdings.remove(Jars.NAME, null, false));
        refused(ErrorCode.NOT_FOUND, "version", "[1.0.0, 1.1.0]", () -> holdings.remove(Jars.NAME, "3.0.0", false));
        refused(ErrorCode.NOT_FOUND, "jar.Bundle-SymbolicName", "no version is there", () -> new Arrival(
                        holdings, catalog)
                .take(
                        new ByteArrayInputStream(Jars.bundle("1.0.0")
                                .header("Bundle-SymbolicName", "other")
                                .bytes()),
                        true));
    }

    @Test
    void oneThatOthersNeedStays() throws Exception {
        install(Jars.bundle("1.0.0").header("Export-Package", "acme;version=1").entry("acme/x", ""));
        install(Jars.bundle("1.0.0").header("Bundle-SymbolicName", "other").header("Import-Package", "acme"));
        refused(ErrorCode.CONFLICT, "name", "other@1.0.0", () -> holdings.remove(Jars.NAME, null, true));
        holdings.remove("other", null, false);
        assertEquals(
                BundleState.REMOVED, holdings.remove(Jars.NAME, null, false).state());
    }

    @Test
    void classLoadersOfRemovedBundlesAreCollected() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            install(Jars.bundle("1." + i + ".0"));
            loaders.add(new WeakReference<>(
                    loaded("1." + i + ".0").adapt(BundleWiring.class).getClassLoader()));
            holdings.sweep();
        }
        holdings.remove(Jars.NAME, null, false);
        for (int i = 0; i < 10 && loaders.stream().anyMatch(loader -> !loader.refersTo(null)); i++) {
            System.gc();
        }
        assertFalse(loaders.stream().anyMatch(loader -> !loader.refersTo(null)));
    }

    /** Makes nothing. */
    private static final class NoFactory implements CriticFactory<NoFactory.None> {
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
