package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.control.BundleState;
import io.polycritic.api.control.InstalledBundle;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunEvent;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketState;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWiring;

/** Bundles are installed, updated and removed while a run uses them. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class InstallIT {
    private static final long FOREVER = 1_000_000_000_000L;
    private static final String SLOT = "critics.distance";
    private static final String FIRST = "1.0.0";
    private static final String SECOND = "2.0.0";
    private static final String LACKING = "3.0.0";

    private final Platform platform = new Platform();
    private RunControl runs;
    private PluginControl plugins;

    @Configuration
    public Option[] configuration() throws Exception {
        LateBundle.build(FIRST, "*");
        LateBundle.build(SECOND, "*");
        LateBundle.build(LACKING, "*,no.such.library;version=\"[4,5)\"");
        return Distribution.container();
    }

    @Before
    public void findTheServices() {
        runs = platform.runs();
        plugins = platform.service(PluginControl.class);
    }

    @After
    public void leaveNothing() {
        for (RunView run : runs.runs()) {
            if (List.of(RunState.RUNNING, RunState.WAITING_FOR_PLUGIN).contains(run.state())) {
                runs.stop(run.run());
            }
        }
        plugins.bundles().forEach(bundle -> plugins.remove(bundle.name(), bundle.version(), true));
        assertEquals(List.of(), plugins.bundles());
    }

    private InstalledBundle install(String version) throws Exception {
        try (InputStream jar = Files.newInputStream(LateBundle.file(version))) {
            return plugins.install(jar);
        }
    }

    private void start(String run, String critic, long steps) throws Exception {
        start(run, critic, steps, "offer");
    }

    private void start(String run, String critic, long steps, String upgrades) throws Exception {
        ObjectNode spec = Specs.recipe("example", steps, 1000);
        spec.put("upgrades", upgrades);
        Specs.set(spec, "/critics/distance/plugin", critic);
        runs.start(new RunRequest(spec.toString(), run, null, null, true));
    }

    private Ticket swap(String run, String plugin) {
        Ticket ticket = runs.swap(run, new SwapRequest(SLOT, plugin, Map.of(), "warm", null, null, null, 0L, null));
        assertEquals(ticket.toString(), TicketState.COMMITTED, ticket.state());
        return ticket;
    }

    private String versionInSlot(String run) {
        return runs.run(run).slots().stream()
                .filter(slot -> slot.path().equals(SLOT))
                .map(slot -> slot.plugin() + "@" + slot.version())
                .findFirst()
                .orElse("");
    }

    private BundleState state(String version) {
        return plugins.bundles().stream()
                .filter(bundle -> bundle.version().equals(version))
                .map(InstalledBundle::state)
                .findFirst()
                .orElse(BundleState.REMOVED);
    }

    private Bundle loaded(String version) {
        return Stream.of(platform.context().getBundles())
                .filter(bundle -> LateBundle.NAME.equals(bundle.getSymbolicName()))
                .filter(bundle -> bundle.getVersion().equals(Version.parseVersion(version)))
                .findFirst()
                .orElse(null);
    }

    private static Problem refused(Runnable request) {
        return assertThrows(ProblemException.class, request::run).problem();
    }

    private void refused(byte[] jar, String path, String why) {
        Problem problem = refused(() -> plugins.install(new ByteArrayInputStream(jar)));
        assertEquals(problem.toString(), path, problem.path());
        assertTrue(problem.toString(), problem.message().contains(why));
    }

    @Test
    public void theNextVersionStandsBesideTheOneInUse() throws Exception {
        try (Watch watch = new Watch(runs, "visited")) {
            start("visited", "example-baseline", FOREVER);
            watch.update(3);
            InstalledBundle first = install(FIRST);
            assertEquals(BundleState.ACTIVE, first.state());
            assertEquals(
                    List.of(
                            new InstalledBundle.Plugin("critic", "late-baseline"),
                            new InstalledBundle.Plugin("critic", "late-broken")),
                    first.plugins());
            watch.update(swap("visited", "late-baseline").update() + 3);
            WeakReference<ClassLoader> loader =
                    new WeakReference<>(loaded(FIRST).adapt(BundleWiring.class).getClassLoader());
            assertEquals(
                    List.of(new InstalledBundle.Use("visited", SLOT)),
                    plugins.bundles().get(0).uses());
            Problem inUse = refused(() -> plugins.remove(LateBundle.NAME, FIRST, false));
            assertEquals("CONFLICT", inUse.code());
            assertTrue(inUse.message(), inUse.message().contains(SLOT + " of visited"));

            assertEquals(BundleState.ACTIVE, install(SECOND).state());
            assertEquals(BundleState.RETIRED, state(FIRST));
            assertEquals("late-baseline@" + FIRST, versionInSlot("visited"));
            Ticket upgrade = swap("visited", "late-baseline@" + SECOND);
            assertEquals(List.of("mean"), upgrade.transfer().carried());
            watch.update(upgrade.update() + 3);
            Poll.until("the first version is unloaded", () -> state(FIRST) == BundleState.KEPT, plugins::bundles);
            assertEquals(null, loaded(FIRST));
            assertCollected(loader);
        }
    }

    private static void assertCollected(WeakReference<ClassLoader> loader) throws InterruptedException {
        Poll.until(
                "the class loader of the first version is collected",
                () -> {
                    System.gc();
                    return loader.refersTo(null);
                },
                () -> "something holds it");
    }

    @Test
    public void aRunUpgradesItselfIfItsSpecSaysSo() throws Exception {
        try (Watch auto = new Watch(runs, "auto");
                Watch offered = new Watch(runs, "offered")) {
            install(FIRST);
            start("auto", "late-baseline", FOREVER, "auto");
            start("offered", "late-baseline", FOREVER, "offer");
            auto.update(3);
            install(SECOND);
            offered.until("the offer", event -> event.type().equals("upgrade"));
            RunEvent done = auto.until(
                    "the upgrade",
                    event -> event.ticket() != null && event.ticket().state() == TicketState.COMMITTED);
            assertEquals("upgrade", done.ticket().change().by());
            assertEquals("late-baseline@" + SECOND, versionInSlot("auto"));
            assertEquals("late-baseline@" + FIRST, versionInSlot("offered"));
            assertEquals(
                    List.of(new InstalledBundle.Upgrade(
                            "offered", SLOT, "late-baseline@" + FIRST, "late-baseline@" + SECOND)),
                    plugins.bundles().get(0).upgrades());
            assertEquals(BundleState.RETIRED, state(FIRST));
        }
    }

    @Test
    public void aForcedRemovalParksTheRunUntilTheBundleIsBack() throws Exception {
        try (Watch watch = new Watch(runs, "parked")) {
            install(FIRST);
            start("parked", "late-baseline", FOREVER);
            watch.update(5);
            InstalledBundle removed = plugins.remove(LateBundle.NAME, null, true);
            assertEquals(List.of(new InstalledBundle.Use("parked", SLOT)), removed.uses());
            RunView waiting = runs.run("parked");
            assertEquals(waiting.toString(), RunState.WAITING_FOR_PLUGIN, waiting.state());
            assertTrue(waiting.problem().message(), waiting.problem().message().contains(LateBundle.NAME));
            assertEquals(List.of(), plugins.bundles());
            install(SECOND);
            assertEquals(RunState.WAITING_FOR_PLUGIN, runs.run("parked").state());
            install(FIRST);
            watch.state(RunState.RUNNING);
            watch.update(waiting.updates() + 5);
            RunView stopped = runs.stop("parked");
            start("uninterrupted", "late-baseline@" + FIRST, stopped.steps());
            RunView whole = runs.await("uninterrupted", 60);
            assertEquals(whole.toString(), RunState.DONE, whole.state());
            assertNotEquals("", whole.parameterHash());
            assertEquals(whole.parameterHash(), stopped.parameterHash());
        }
    }

    @Test
    public void aRunAtRestIsContinuedWithTheVersionThatIsKeptForIt() throws Exception {
        try (Watch watch = new Watch(runs, "resting")) {
            install(FIRST);
            start("resting", "late-baseline", FOREVER);
            watch.update(5);
            runs.stop("resting");
            InstalledBundle kept = plugins.remove(LateBundle.NAME, null, false);
            assertEquals(BundleState.KEPT, kept.state());
            assertTrue(kept.toString(), kept.runs().contains("resting"));
            assertEquals(null, loaded(FIRST));
            RunView again = runs.start(new RunRequest(null, "resting", null, null, false));
            assertEquals(again.toString(), RunState.RUNNING, again.state());
            assertEquals("late-baseline@" + FIRST, versionInSlot("resting"));
            watch.update(again.updates() + 3);
            assertEquals(BundleState.RETIRED, state(FIRST));
        }
    }

    @Test
    public void whatIsNoPluginBundleIsRefused() throws Exception {
        refused("garbage".getBytes(StandardCharsets.UTF_8), "jar", "no jar");
        byte[] whole = Files.readAllBytes(LateBundle.file(FIRST));
        refused(java.util.Arrays.copyOf(whole, whole.length / 2), "jar", "no jar");
        refused(new byte[0], "jar", "no jar");
        refused(
                Files.readAllBytes(LateBundle.file(LACKING)),
                "jar.Import-Package",
                "osgi.wiring.package=no.such.library");
        for (Distribution.Entry entry : Distribution.bundles()) {
            String name = entry.jar().getFileName().toString();
            if (name.startsWith("io.polycritic.engine-")) {
                refused(Files.readAllBytes(entry.jar()), "jar.Service-Component", "no component");
            } else if (name.startsWith("io.polycritic.plugins.example-")) {
                refused(Files.readAllBytes(entry.jar()), "jar.Bundle-Version", "part of the distribution");
            }
        }
        assertEquals(List.of(), plugins.bundles());
        for (String version : List.of(FIRST, LACKING)) {
            assertEquals(null, loaded(version));
        }
        try (Stream<?> left = Files.list(platform.data().resolve("plugins/incoming"))) {
            assertEquals(0, left.count());
        }
        Problem missing = refused(() -> plugins.remove("no.such", null, true));
        assertEquals(missing.toString(), "NOT_FOUND", missing.code());
        Problem shipped = refused(() -> plugins.remove("io.polycritic.plugins.example", null, true));
        assertEquals(shipped.toString(), "CONFLICT", shipped.code());
    }
}
