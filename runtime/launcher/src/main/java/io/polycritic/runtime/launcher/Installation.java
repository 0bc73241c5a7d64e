package io.polycritic.runtime.launcher;

import io.polycritic.api.control.ServerSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The folder that the distribution was unpacked or built into: {@code bundles.list}, {@code bundles/}, {@code conf/}.
 *
 * @param root the folder
 * @param settings framework properties that count more than those of the folder
 * @param told where they come from, for people
 */
record Installation(Path root, Map<String, String> settings, List<ServerSetting> told) {
    Installation(Path root) {
        this(root, Map.of(), List.of());
    }

    /** The same installation with other settings. */
    Installation with(Settings given) {
        return new Installation(root, given.properties(), given.told());
    }

    /** The folder of configuration, unless another one is named. */
    Path conf() {
        return root.resolve("conf");
    }

    /**
     * A line of {@code bundles.list}.
     *
     * @param level the start level, from 1
     * @param jar the bundle
     */
    record Entry(int level, Path jar) {}

    /** The installation named by the system property {@code polycritic.home}. */
    static Installation current() {
        String home = System.getProperty("polycritic.home");
        if (home == null) {
            throw Failure.usage("polycritic.home", "is not set; start Polycritic by its script bin/polycritic");
        }
        return new Installation(Path.of(home).toAbsolutePath().normalize());
    }

    /** The bundles in the order of the list. */
    List<Entry> bundles() {
        Path list = root.resolve("bundles.list");
        List<Entry> entries = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(list)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    entries.add(entry(list, line.strip()));
                }
            }
        } catch (IOException e) {
            throw Failure.resource(list.toString(), "cannot be read; the installation is not complete", e);
        }
        return List.copyOf(entries);
    }

    private Entry entry(Path list, String line) {
        String[] words = line.split("\\s+", 2);
        if (words.length < 2 || !words[0].matches("[1-9]\\d?")) {
            throw Failure.resource(list.toString(), "'" + line + "' is not '<start level> <path of a jar>'", null);
        }
        Path jar = root.resolve(words[1]);
        if (!Files.isRegularFile(jar)) {
            throw Failure.resource(list.toString(), jar + " is missing; the installation is not complete", null);
        }
        return new Entry(Integer.parseInt(words[0]), jar);
    }

    /** Properties of the framework and its bundles, from {@code conf/framework.properties}. */
    Properties frameworkProperties() {
        return properties("conf/framework.properties");
    }

    private Properties properties(String name) {
        Path file = root.resolve(name);
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.resource(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
        return properties;
    }
}
