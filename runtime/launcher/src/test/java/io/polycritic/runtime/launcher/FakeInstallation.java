package io.polycritic.runtime.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Lays out an installation whose engine is {@link FakeEngine}. */
final class FakeInstallation {
    private final Path root;
    private final StringBuilder list = new StringBuilder("# test\n");

    FakeInstallation(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("bundles"));
        Files.createDirectories(root.resolve("conf"));
        String packages = "org.osgi.framework.system.packages.extra=io.polycritic.api.control;version=\"1.0.0\"\n";
        Files.writeString(root.resolve("conf/framework.properties"), packages);
    }

    /** Adds a bundle with the given manifest headers and entries. */
    FakeInstallation bundle(int level, String name, Map<String, String> headers, Map<String, byte[]> entries)
            throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path jar = root.resolve("bundles").resolve(name + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        list.append(level).append(" bundles/").append(jar.getFileName()).append('\n');
        return this;
    }

    FakeInstallation engine() throws IOException {
        Map<String, String> headers = Map.of(
                "Bundle-Activator",
                FakeEngine.class.getName(),
                "Import-Package",
                "org.osgi.framework,io.polycritic.api.control");
        return bundle(
                2,
                "engine",
                headers,
                Map.of(
                        entry(FakeEngine.class),
                        code(FakeEngine.class),
                        entry(FakeRuns.class),
                        code(FakeRuns.class),
                        entry(FakePlugins.class),
                        code(FakePlugins.class),
                        entry(FakeRecipes.class),
                        code(FakeRecipes.class)));
    }

    Installation done() throws IOException {
        Files.writeString(root.resolve("bundles.list"), list);
        return new Installation(root);
    }

    private static String entry(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static byte[] code(Class<?> type) throws IOException {
        try (InputStream in = type.getClassLoader().getResourceAsStream(entry(type))) {
            return in.readAllBytes();
        }
    }
}
