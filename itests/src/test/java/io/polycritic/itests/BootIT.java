package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import io.polycritic.api.control.PluginView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.ConfigurationAdmin;

/** Everything that ships starts and works. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class BootIT {
    private final Platform platform = new Platform();

    @Configuration
    public Option[] configuration() throws Exception {
        // As the launcher hands an operator's resource to the Configurator.
        Path resource = Distribution.folder("conf").resolve("site.json");
        Files.writeString(
                resource,
                "{\":configurator:resource-version\": 1, \":configurator:symbolic-name\": \"site\","
                        + " \":configurator:version\": \"1.0.0\", \"site.pid\": {\"answer:Integer\": 42}}");
        return Distribution.container(
                frameworkProperty("configurator.initial").value(resource.toUri().toString()));
    }

    /** A resource of a bundle, and one of an operator, have become configurations. */
    @Test
    public void configurationsAreThere() throws Exception {
        assertEquals(42, configured("site.pid", "answer"));
        assertEquals(
                1000L, configured("org.apache.felix.hc.core.impl.executor.HealthCheckExecutorImpl", "timeoutInMs"));
    }

    private Object configured(String pid, String key) throws Exception {
        ConfigurationAdmin admin =
                platform.context().getService(platform.context().getServiceReference(ConfigurationAdmin.class));
        org.osgi.service.cm.Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
        return found == null ? null : found[0].getProperties().get(key);
    }

    @Test
    public void everyBundleOfTheListWorks() throws Exception {
        List<Bundle> bundles = List.of(platform.context().getBundles());
        List<String> wrong = new ArrayList<>();
        for (Distribution.Entry entry : Distribution.bundles()) {
            Path jar = entry.jar();
            Bundle bundle = bundles.stream()
                    .filter(each -> each.getLocation().endsWith("/" + jar.getFileName()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(jar + " is not installed"));
            int wanted = Distribution.isFragment(jar) ? Bundle.RESOLVED : Bundle.ACTIVE;
            if (bundle.getState() != wanted) {
                wrong.add(bundle.getSymbolicName() + " is " + Missing.state(bundle));
            }
        }
        assertEquals(new Missing(platform.context()).tree(), List.of(), wrong);
    }

    @Test
    public void noComponentWaits() {
        Missing missing = new Missing(platform.context());
        assertEquals(missing.tree(), List.of(), missing.unsatisfied());
    }

    @Test
    public void everyPluginIsReady() {
        List<PluginView> plugins = platform.runs().plugins();
        List<String> wrong = plugins.stream()
                .filter(plugin -> !plugin.state().equals("READY"))
                .map(plugin -> plugin.id() + " is " + plugin.state() + ": " + plugin.reason())
                .toList();
        assertEquals(List.of(), wrong);
        Set<String> kinds = new HashSet<>();
        plugins.forEach(plugin -> kinds.add(plugin.kind()));
        assertEquals(Set.of("environment", "learner", "critic", "reward model", "optimizer", "evaluator"), kinds);
        for (PluginView plugin : plugins) {
            assertFalse(
                    plugin.id() + " says nothing about itself",
                    plugin.description().isBlank());
        }
    }

    /** Folder, artifact, symbolic name and root package are one name; two bundles of one name would not install. */
    @Test
    public void bundlesAreNamedLikeTheirJars() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Distribution.Entry entry : Distribution.bundles()) {
            String file = entry.jar().getFileName().toString();
            for (Bundle bundle : platform.context().getBundles()) {
                boolean ours = file.startsWith("io.polycritic.")
                        && bundle.getLocation().endsWith("/" + file);
                if (ours && !file.equals(bundle.getSymbolicName() + "-" + bundle.getVersion() + ".jar")) {
                    wrong.add(file + " has the symbolic name " + bundle.getSymbolicName());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    public void theConsoleShips() {
        assertTrue(
                "no console",
                List.of(platform.context().getBundles()).stream()
                        .anyMatch(bundle -> "io.polycritic.console".equals(bundle.getSymbolicName())));
    }
}
