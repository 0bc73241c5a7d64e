package io.polycritic.studies;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** Bundles that are folders, as far as documents in them are read. */
final class Bundles {
    private final Path folder;
    private final Path data;
    private final List<Bundle> all = new ArrayList<>();
    private int looks;

    Bundles(Path folder, Path data) {
        this.folder = folder;
        this.data = data;
    }

    /** Adds a bundle with one header and one file. */
    void add(String name, String version, String header, String value, String file, String text) throws IOException {
        long id = all.size() + 1L;
        Path root = folder.resolve(String.valueOf(id));
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
        Dictionary<String, String> headers = new Hashtable<>(Map.of(header, value));
        all.add(proxy(Bundle.class, (method, arguments) -> switch (method) {
            case "getBundleId", "getLastModified" -> id;
            case "getSymbolicName" -> name;
            case "getVersion" -> Version.parseVersion(version);
            case "getHeaders" -> headers;
            case "findEntries" -> entries(root.resolve((String) arguments[0]));
            default -> throw new UnsupportedOperationException(method);
        }));
    }

    private static Object entries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<URL> urls = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                urls.add(file.toUri().toURL());
            }
            return Collections.enumeration(urls);
        }
    }

    /** How often somebody has looked at all of them. */
    int looks() {
        return looks;
    }

    BundleContext context() {
        return proxy(BundleContext.class, (method, arguments) -> switch (method) {
            case "getBundles" -> {
                looks++;
                yield all.toArray(Bundle[]::new);
            }
            case "getProperty" -> arguments[0].equals("polycritic.data") ? data.toString() : null;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Answer {
        Object to(String method, Object... arguments) throws IOException;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
