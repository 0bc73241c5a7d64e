package io.polycritic.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Run specs with sizes to be filled in, {@code ${width}}. They have no evaluators and write no snapshot. */
final class Spec {
    private Spec() {}

    static String of(String name, Map<String, Integer> sizes) {
        String spec = read(name);
        for (Map.Entry<String, Integer> size : sizes.entrySet()) {
            spec = spec.replace("${" + size.getKey() + "}", size.getValue().toString());
        }
        return spec;
    }

    private static String read(String name) {
        try (InputStream in = Spec.class.getResourceAsStream("/specs/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
