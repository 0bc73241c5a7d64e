package io.polycritic.runtime.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A bundle of the distribution, read from its jar.
 *
 * @param jar the jar
 * @param headers its manifest's headers
 * @param plugins ids of its plugins, sorted
 * @param documents names of the recipes and studies that it brings, sorted
 */
record Bundle(Path jar, Map<String, String> headers, Set<String> plugins, Set<String> documents) {
    private static final Pattern PLUGIN_ID =
            Pattern.compile("name=\"polycritic\\.plugin\\.id\"[^>]* value=\"([^\"]+)\"");
    private static final Pattern DOCUMENT = Pattern.compile("(recipes|studies)/([^/]+)\\.json");

    static Bundle read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Map<String, String> headers = new TreeMap<>();
            Manifest manifest = file.getManifest();
            if (manifest != null) {
                manifest.getMainAttributes().forEach((key, value) -> headers.put(key.toString(), value.toString()));
            }
            Set<String> plugins = new TreeSet<>();
            Set<String> documents = new TreeSet<>();
            for (JarEntry entry : file.stream().toList()) {
                Matcher document = DOCUMENT.matcher(entry.getName());
                if (document.matches()) {
                    documents.add((document.group(1).equals("recipes") ? "recipe " : "study ") + document.group(2));
                } else if (entry.getName().startsWith("OSGI-INF/")
                        && entry.getName().endsWith(".xml")) {
                    String text = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    PLUGIN_ID.matcher(text).results().forEach(found -> plugins.add(found.group(1)));
                }
            }
            return new Bundle(jar, headers, plugins, documents);
        }
    }

    String name() {
        List<Header.Clause> name = Header.clauses(headers.get("Bundle-SymbolicName"));
        return name.isEmpty() ? jar.getFileName().toString() : name.get(0).name();
    }

    Layer layer() {
        return Layer.of(name());
    }

    boolean ours() {
        return layer() != Layer.OTHER;
    }

    List<Header.Clause> clauses(String header) {
        return Header.clauses(headers.get(header));
    }

    /** Packages that it takes from other bundles. */
    Set<String> imports() {
        Set<String> own = exports();
        return clauses("Import-Package").stream()
                .map(Header.Clause::name)
                .filter(name -> !own.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> exports() {
        return clauses("Export-Package").stream()
                .map(Header.Clause::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
