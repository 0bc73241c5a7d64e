package io.polycritic.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
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

    /** Every field is one that Kubernetes has, of the right type: it refuses others only when somebody deploys. */
    @Test
    public void kubernetesKnowsEveryField() throws Exception {
        JsonMapper strict = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .annotationIntrospector(new JacksonAnnotationIntrospector() {
                    private static final long serialVersionUID = 1L;

                    /** The types keep what they do not know, in a map beside; here that is an error. */
                    @Override
                    public Boolean hasAnySetter(Annotated any) {
                        return false;
                    }
                })
                .build();
        List<JsonNode> documents = yaml("kubernetes.yaml");
        List<Class<?>> kinds = List.of(ConfigMap.class, Service.class, StatefulSet.class);
        for (int i = 0; i < kinds.size(); i++) {
            JsonNode document = documents.get(i);
            Class<?> kind = kinds.get(i);
            assertEquals(kind.getSimpleName(), document.path("kind").textValue());
            strict.treeToValue(document, kind);
            ObjectNode spoiled = document.deepCopy();
            spoiled.withObject("/metadata").put("nmae", "x");
            assertThrows(UnrecognizedPropertyException.class, () -> strict.treeToValue(spoiled, kind));
        }
    }

    /** A server that is started so is the one that is asked, and knows every variable that it is given. */
    @Test
    public void portsAndVariablesAreTheServers() throws Exception {
        JsonNode container = yaml("kubernetes.yaml").get(2).at("/spec/template/spec/containers/0");
        String image = Files.readString(file("Containerfile"));
        List<String> variables = new ArrayList<>();
        Pattern.compile("POLYCRITIC_[A-Z_]+=\\S+")
                .matcher(image)
                .results()
                .forEach(each -> variables.add(each.group()));
        assertEquals(image, 5, variables.size());
        for (JsonNode variable : container.path("env")) {
            variables.add(variable.path("name").textValue() + "="
                    + variable.path("value").textValue());
        }
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(variables);
        // what is not there on this machine is a folder of the test
        command.add("POLYCRITIC_CONF=" + Distribution.home().resolve("conf"));
        command.add("POLYCRITIC_DATA=" + folder.data());
        command.addAll(List.of(Distribution.home().resolve("bin/polycritic").toString()));
        container.path("args").forEach(word -> command.add(word.textValue()));
        command.addAll(List.of("--print-config", "--json"));
        assertEquals(command.toString(), 0, run(command.toArray(String[]::new)));
        String said = Files.readString(folder.path().resolve("out"));
        long port = 0;
        for (JsonNode setting : Specs.MAPPER.readTree(said).path("settings")) {
            boolean given = variables.stream()
                    .anyMatch(each -> each.startsWith(setting.path("from").textValue() + "="));
            port = setting.path("key").textValue().equals("http.port")
                    ? setting.path("value").asLong()
                    : port;
            assertTrue(
                    setting.toString(),
                    given || !setting.path("key").textValue().equals("http.host"));
        }
        assertTrue(image, image.contains("EXPOSE " + port + "\n"));
        assertEquals(port, container.at("/ports/0/containerPort").longValue());
        assertEquals(
                port, yaml("kubernetes.yaml").get(1).at("/spec/ports/0/port").longValue());
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertEquals(container.at("/ports/0/name"), container.path(probe).at("/httpGet/port"));
        }
        Matcher unit = Pattern.compile("ExecStart=\\S+ (.*)").matcher(Files.readString(file("polycritic.service")));
        assertTrue(unit.find());
        List<String> words = new ArrayList<>(List.of(unit.group(1).split(" ")));
        words.set(
                words.indexOf("--conf") + 1, Distribution.home().resolve("conf").toString());
        words.add("--print-config");
        Command.Result started = Command.run(folder, words.toArray(String[]::new));
        assertEquals(started.toString(), 0, started.exit());
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
