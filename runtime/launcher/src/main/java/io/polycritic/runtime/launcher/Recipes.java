package io.polycritic.runtime.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Run specs that bundles bring. A bundle names them by the manifest header {@code Polycritic-Recipes}: patterns such as
 * {@code recipes/*.json}, separated by commas. A recipe's name is its file's, without {@code .json}. The jars are read
 * as they lie, so that a wrong name is answered without starting the framework.
 */
final class Recipes {
    static final String HEADER = "Polycritic-Recipes";

    private static final String SUFFIX = ".json";

    /** Where a recipe is. */
    private record Place(Path jar, String entry) {}

    private final Map<String, List<Place>> places = new TreeMap<>();

    Recipes(Installation installation) {
        for (Installation.Entry bundle : installation.bundles()) {
            scan(bundle.jar());
        }
    }

    private void scan(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String header =
                    manifest == null ? null : manifest.getMainAttributes().getValue(HEADER);
            if (header == null) {
                return;
            }
            for (String pattern : header.split(",")) {
                PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.strip());
                file.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.endsWith(SUFFIX) && matcher.matches(Path.of(name)))
                        .forEach(name -> places.computeIfAbsent(base(name), key -> new ArrayList<>())
                                .add(new Place(jar, name)));
            }
        } catch (IOException e) {
            throw Failure.resource(jar.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    private static String base(String entry) {
        return entry.substring(entry.lastIndexOf('/') + 1, entry.length() - SUFFIX.length());
    }

    /** The names of all recipes, sorted. */
    List<String> names() {
        return List.copyOf(places.keySet());
    }

    /**
     * The run spec that a person names.
     *
     * @param name a recipe's name, or the path of a file that ends in {@code .json}
     * @return the JSON text
     */
    String read(String name) {
        if (name.endsWith(SUFFIX)) {
            try {
                return Files.readString(Path.of(name));
            } catch (IOException e) {
                String why =
                        e instanceof java.nio.file.NoSuchFileException ? "there is no such file" : "cannot be read";
                throw Failure.usage(name, why);
            }
        }
        List<Place> found = places.getOrDefault(name, List.of());
        if (found.isEmpty()) {
            String all = places.isEmpty() ? "none" : String.join(", ", names());
            throw Failure.usage(name, "is no recipe and no .json file; recipes are: " + all);
        }
        if (found.size() > 1) {
            throw Failure.conflict(
                    name,
                    "is a recipe of several bundles: "
                            + String.join(
                                    ", ",
                                    found.stream()
                                            .map(p -> p.jar().getFileName().toString())
                                            .toList()));
        }
        return text(found.get(0));
    }

    private static String text(Place place) {
        try (JarFile file = new JarFile(place.jar().toFile())) {
            byte[] bytes = file.getInputStream(file.getEntry(place.entry())).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.resource(place.jar().toString(), "cannot be read: " + e.getMessage(), e);
        }
    }
}
