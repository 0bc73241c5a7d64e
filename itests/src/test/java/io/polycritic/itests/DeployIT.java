package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files for operators that ship with the distribution, held against a server and against one another. */
public class DeployIT {
    private static final long GRACE_SECONDS = 10;

    @Rule
    public final TestFolder folder = new TestFolder();

    private static Path file(String name) {
        return Distribution.home().resolve("deploy").resolve(name);
    }

    private static List<JsonNode> yaml(String name) throws Exception {
        List<JsonNode> documents = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(file(name))) {
            for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(in)) {
                documents.add(Specs.MAPPER.valueToTree(document));
            }
        }
        return documents;
    }

    private int run(String... words) throws Exception {
        Path out = folder.path().resolve("out");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        return process.waitFor();
    }

    private int health(Served server, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add("env");
        command.add("POLYCRITIC_HTTP_PORT=" + server.port());
        command.add(Distribution.home().resolve("bin/healthcheck").toString());
        command.addAll(List.of(words));
        return run(command.toArray(String[]::new));
    }

    /**
     * Each metric that a panel draws is one that the server has; the container's check sees the server live and end.
     */
    @Test
    public void whatIsAskedOfAServerIsThere() throws Exception {
        String metrics;
        try (Served server = Served.start(folder, folder.data())) {
            server.begin(Specs.recipe("cart-pole", 1_000_000_000_000L, 100), "endless");
            server.awaitUpdate("endless", 1);
            metrics = server.metrics();
            assertEquals(0, health(server, "live"));
            assertEquals(0, health(server, "ready"));
            assertNotEquals(0, health(server, "else"));
            server.command().terminate();
            assertNotEquals(0, health(server));
        }
        Matcher names = Pattern.compile("(?:polycritic|jvm|process)_[a-z_]+")
                .matcher(Specs.MAPPER
                        .readTree(Files.readString(file("grafana.json")))
                        .path("panels")
                        .findValuesAsText("expr")
                        .toString());
        TreeSet<String> drawn = new TreeSet<>();
        while (names.find()) {
            drawn.add(names.group());
        }
        assertTrue(drawn.toString(), drawn.size() > 12);
        drawn.removeIf(
                name -> metrics.lines().anyMatch(line -> line.startsWith(name + "{") || line.startsWith(name + " ")));
        assertEquals("drawn, but not measured\n" + metrics, "[]", drawn.toString());
    }

    @Test
    public void containersGetTheTimeToLeave() throws Exception {
        List<JsonNode> documents = yaml("kubernetes.yaml");
        assertEquals(3, documents.size());
        JsonNode pod = documents.get(2).path("spec").path("template").path("spec");
        long bound = stopSeconds(
                documents.get(0).path("data").path("polycritic.properties").textValue());
        assertTrue(pod.path("terminationGracePeriodSeconds").longValue() >= bound + GRACE_SECONDS);
        assertEquals(1, documents.get(2).path("spec").path("replicas").intValue());
        assertFalse(pod.path("enableServiceLinks").booleanValue());
        JsonNode container = pod.path("containers").path(0);
        assertEquals("/health/live", container.at("/livenessProbe/httpGet/path").textValue());
        assertEquals(
                "/health/ready", container.at("/readinessProbe/httpGet/path").textValue());
        for (JsonNode mount : container.path("volumeMounts")) {
            String name = mount.path("name").textValue();
            assertTrue(name, pod.path("volumes").findValuesAsText("name").contains(name) || name.equals("data"));
        }
        assertTrue(yaml("prometheus.yml")
                .get(0)
                .at("/scrape_configs/0/authorization")
                .isObject());
        Matcher unit = Pattern.compile("TimeoutStopSec=(\\d+)").matcher(Files.readString(file("polycritic.service")));
        assertTrue(unit.find());
        assertTrue(Long.parseLong(unit.group(1)) >= stopSeconds("") + GRACE_SECONDS);
    }

    /** The setting as a server would have it that gets these properties. */
    private long stopSeconds(String properties) throws Exception {
        Path conf = Files.createTempDirectory(folder.path(), "conf");
        Files.writeString(conf.resolve("polycritic.properties"), properties);
        Command.Result config = Command.run(folder, "serve", "--print-config", "--json", "--conf", conf.toString());
        for (JsonNode setting : config.json().path("settings")) {
            if (setting.path("key").textValue().equals("stop.seconds")) {
                return setting.path("value").asLong();
            }
        }
        throw new AssertionError(config.toString());
    }

    @Test
    public void systemdUnderstandsTheUnit() throws Exception {
        assumeTrue("systemd-analyze is not installed", Files.isExecutable(Path.of("/usr/bin/systemd-analyze")));
        String unit =
                Files.readString(file("polycritic.service")).replace("/opt/polycritic/", Distribution.home() + "/");
        Path copy = Files.writeString(folder.path().resolve("polycritic.service"), unit);
        assertEquals(0, run("systemd-analyze", "verify", "--man=no", copy.toString()));
        assertEquals("", Files.readString(folder.path().resolve("out")));
    }
}
