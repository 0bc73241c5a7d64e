package io.polycritic.runtime.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The distribution as it was built, and the sources that it was built from. */
final class House {
    private final Path root;
    private final Path home;
    private final List<Bundle> bundles = new ArrayList<>();
    private final Map<String, Bundle> exporters = new HashMap<>();

    private House(Path root) {
        this.root = root;
        this.home = root.resolve("runtime/distribution/target/polycritic");
    }

    static House open() throws IOException {
        House house = new House(
                Path.of(System.getProperty("polycritic.root")).toAbsolutePath().normalize());
        for (String line : Files.readAllLines(house.home.resolve("bundles.list"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                house.add(Bundle.read(house.home.resolve(line.split(" ", 2)[1])));
            }
        }
        // The launcher gives this one to the framework, so it is no line of the list.
        try (Stream<Path> library = Files.list(house.home.resolve("lib"))) {
            List<Path> control = library.filter(
                            jar -> jar.getFileName().toString().startsWith("io.polycritic.api.control-"))
                    .toList();
            house.add(Bundle.read(control.get(0)));
        }
        return house;
    }

    private void add(Bundle bundle) {
        bundles.add(bundle);
        bundle.exports().forEach(name -> exporters.put(name, bundle));
    }

    Path root() {
        return root;
    }

    Path home() {
        return home;
    }

    List<Bundle> bundles() {
        return bundles;
    }

    List<Bundle> ours() {
        return bundles.stream().filter(Bundle::ours).toList();
    }

    List<Bundle> of(Layer layer) {
        return bundles.stream().filter(bundle -> bundle.layer() == layer).toList();
    }

    /** Who exports a package; null for packages of the framework and of Java. */
    Bundle exporter(String name) {
        return exporters.get(name);
    }

    /** Names of the bundles that a bundle takes packages from, sorted. */
    Set<String> uses(Bundle bundle) {
        Set<String> used = new TreeSet<>();
        for (String name : bundle.imports()) {
            Bundle exporter = exporters.get(name);
            if (exporter != null) {
                used.add(exporter.name());
            }
        }
        return used;
    }
}
