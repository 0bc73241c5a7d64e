package io.polycritic.studies;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * JSON documents that installed bundles bring, found by a manifest header that holds patterns as
 * {@code studies/*.json}.
 */
final class BundleDocuments {
    private final BundleContext context;
    private final String header;

    BundleDocuments(BundleContext context, String header) {
        this.context = context;
        this.header = header;
    }

    /** All documents, by file name without ending; read anew each time, for bundles come and go. */
    Map<String, String> all() {
        Map<String, String> found = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            String patterns = bundle.getHeaders().get(header);
            if (patterns == null) {
                continue;
            }
            for (String pattern : patterns.split(",")) {
                int slash = pattern.lastIndexOf('/');
                String folder = slash < 0 ? "/" : pattern.strip().substring(0, slash);
                var urls = bundle.findEntries(folder, pattern.strip().substring(slash + 1), false);
                if (urls != null) {
                    Collections.list(urls).forEach(url -> found.put(name(url), read(url)));
                }
            }
        }
        return found;
    }

    private static String name(URL url) {
        String file = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
        return file.endsWith(".json") ? file.substring(0, file.length() - 5) : file;
    }

    private static String read(URL url) {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProblemException(new Problem("INTERNAL", url.getPath(), url.getPath() + " cannot be read"));
        }
    }
}
