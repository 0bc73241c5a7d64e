package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.polycritic.api.control.ServerSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What counts of all that was set, and where it was set. From the weakest to the strongest: what is usual, the file
 * {@code polycritic.properties} of the folder of configuration, the PID {@code io.polycritic} in its
 * {@code configurator/*.json}, system properties {@code polycritic.<key>}, environment variables
 * {@code POLYCRITIC_<KEY>}, options of the command line.
 */
final class Settings {
    /** The file of the folder of configuration. */
    static final String FILE = "polycritic.properties";
    /** The environment variable that names the folder of configuration. */
    static final String CONF_VARIABLE = "POLYCRITIC_CONF";
    /** The PID under which a Configurator resource sets the platform's own settings. */
    static final String PID = "io.polycritic";

    private static final String PREFIX = "POLYCRITIC_";
    private static final List<String> OTHER_VARIABLES = List.of(CONF_VARIABLE, "POLYCRITIC_JAVA_OPTIONS");
    private static final String MASK = "********";
    /** A password that is a part of an address, as JDBC has it. */
    private static final Pattern IN_ADDRESS = Pattern.compile("(?i)(password=)[^&;]+");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<Path> resources = new ArrayList<>();

    /**
     * A setting's value.
     *
     * @param setting the setting
     * @param text the value
     * @param from who says so
     */
    record Value(Setting setting, String text, String from) {
        /** The value as it may be shown. */
        String shown() {
            return setting.secret() && !text.isEmpty()
                    ? MASK
                    : IN_ADDRESS.matcher(text).replaceAll("$1" + MASK);
        }
    }

    /**
     * Everything that may set something.
     *
     * @param conf the folder of configuration
     * @param properties the system properties
     * @param environment the environment
     * @param options what the command line says, by key
     */
    record Sources(
            Path conf, Map<String, String> properties, Map<String, String> environment, Map<String, String> options) {
        /** Those of this process. */
        static Sources ofProcess(Path conf, Map<String, String> options) {
            Map<String, String> properties = new TreeMap<>();
            System.getProperties().forEach((key, value) -> properties.put(key.toString(), value.toString()));
            return new Sources(conf, properties, System.getenv(), options);
        }
    }

    /** Reads everything; a failure names what is not right, and where it was set. */
    Settings(Sources sources) {
        SettingList.ALL.forEach(setting -> values.put(setting.key(), new Value(setting, setting.usual(), "default")));
        file(sources.conf);
        configurator(sources.conf);
        for (Setting setting : SettingList.ALL) {
            String property = sources.properties.get(setting.property());
            if (property != null) {
                set(setting.key(), property, "-D" + setting.property());
            }
        }
        environment(sources.environment);
        sources.options.forEach((key, value) -> set(key, value, "command line"));
    }

    private void file(Path conf) {
        Path file = conf.resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.usage(file.toString(), "cannot be read: " + e.getMessage());
        }
        new TreeMap<>(properties).forEach((key, value) -> set(key.toString(), value.toString(), file.toString()));
    }

    private void configurator(Path conf) {
        Path folder = conf.resolve("configurator");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
            found.forEach(resources::add);
        } catch (IOException e) {
            throw Failure.usage(folder.toString(), "cannot be read: " + e.getMessage());
        }
        Collections.sort(resources);
        resources.forEach(this::resource);
    }

    private void resource(Path file) {
        try {
            JsonNode own = JSON.readTree(Files.readAllBytes(file)).path(PID);
            own.fields().forEachRemaining(each -> {
                if (!each.getKey().startsWith(":")) {
                    set(each.getKey(), each.getValue().asText(), file.toString());
                }
            });
        } catch (IOException e) {
            throw Failure.usage(file.toString(), "cannot be read: " + e.getMessage());
        }
    }

    private void environment(Map<String, String> environment) {
        Map<String, String> keys = new TreeMap<>();
        SettingList.ALL.forEach(setting -> keys.put(setting.variable(), setting.key()));
        new TreeMap<>(environment).forEach((name, value) -> {
            if (keys.containsKey(name)) {
                // Whoever empties a variable wants it gone.
                if (!value.isBlank()) {
                    set(keys.get(name), value, name);
                }
            } else if (name.startsWith(PREFIX) && !OTHER_VARIABLES.contains(name)) {
                throw unknown(name, "environment", Nearest.of(name, keys.keySet()));
            }
        });
    }

    private void set(String key, String text, String from) {
        Value before = values.get(key);
        if (before == null) {
            throw unknown(key, from, Nearest.of(key, values.keySet()));
        }
        String allowed = before.setting.allowed().fault(text.strip());
        if (!allowed.isEmpty()) {
            String found = new Value(before.setting, text, from).shown();
            throw Failure.usage(key, "found '" + found + "' (" + from + "), allowed: " + allowed);
        }
        values.put(key, new Value(before.setting, text.strip(), from));
    }

    private static Failure unknown(String key, String from, String nearest) {
        String hint = nearest.isEmpty()
                ? "; 'polycritic serve --print-config' lists them"
                : "; did you mean '" + nearest + "'?";
        return Failure.usage(key, "is no setting (" + from + ")" + hint);
    }

    String text(String key) {
        return values.get(key).text;
    }

    long number(String key) {
        return Long.parseLong(text(key));
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    /** Whether somebody has set it. */
    boolean isSet(String key) {
        return !values.get(key).from.equals("default");
    }

    /** All settings in the order of their list. */
    List<Value> all() {
        return List.copyOf(values.values());
    }

    /** All settings as they may be shown to people. */
    List<ServerSetting> told() {
        return values.values().stream()
                .map(value -> new ServerSetting(
                        value.setting.key(), value.shown(), value.from, value.setting.usual(), value.setting.about()))
                .toList();
    }

    /** What the framework and its bundles are told. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Value value : values.values()) {
            if (!value.text.isEmpty()) {
                properties.put(value.setting.property(), value.text);
            }
        }
        properties.put("org.apache.felix.http.host", text("http.host"));
        if (!text("https.keystore").isEmpty()) {
            properties.put("org.apache.felix.https.enable", "true");
            properties.put("org.osgi.service.http.port.secure", text("https.port"));
            properties.put("org.apache.felix.https.keystore", text("https.keystore"));
            properties.put("org.apache.felix.https.keystore.password", text("https.keystore.password"));
        }
        if (!resources.isEmpty()) {
            List<String> urls =
                    resources.stream().map(file -> file.toUri().toString()).toList();
            properties.put("configurator.initial", String.join(",", urls));
        }
        return properties;
    }
}
