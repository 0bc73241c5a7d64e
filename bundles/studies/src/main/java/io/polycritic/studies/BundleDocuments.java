package io.polycritic.studies;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/**
 * JSON documents that installed bundles bring, found by a manifest header that holds patterns as
 * {@code studies/*.json}. Of several versions of a bundle the highest counts. Read anew when bundles have come or gone.
 */
final class BundleDocuments {
    /**
     * A document.
     *
     * @param name its file's name without the ending
     * @param text what is in it
     * @param bundle the symbolic name of the bundle that brings it
     * @param version that bundle's version
     */
    record Document(String name, String text, String bundle, Version version) {}

    /** What is there at one time; {@code bundles} tells two times apart. */
    private record Reading(Map<Long, Long> bundles, List<Document> documents) {}

    private final BundleContext context;
    private final String header;
    private volatile Reading last = new Reading(Map.of(), List.of());

    BundleDocuments(BundleContext context, String header) {
        this.context = context;
        this.header = header;
    }

    /** All documents, by name and bundle; the same list as long as the bundles are the same. */
    List<Document> all() {
        List<Bundle> bundles = newest();
        Map<Long, Long> now = new TreeMap<>();
        bundles.forEach(bundle -> now.put(bundle.getBundleId(), bundle.getLastModified()));
        Reading reading = last;
        if (!reading.bundles().equals(now)) {
            List<Document> found = new ArrayList<>();
            bundles.forEach(bundle -> read(bundle, found));
            found.sort(Comparator.comparing(Document::name).thenComparing(Document::bundle));
            reading = new Reading(now, List.copyOf(found));
            last = reading;
        }
        return reading.documents();
    }

    private List<Bundle> newest() {
        Map<String, Bundle> newest = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getHeaders("").get(header) != null) {
                newest.merge(
                        String.valueOf(bundle.getSymbolicName()),
                        bundle,
                        (a, b) -> a.getVersion().compareTo(b.getVersion()) >= 0 ? a : b);
            }
        }
        return List.copyOf(newest.values());
    }

    private void read(Bundle bundle, List<Document> found) {
        for (String pattern : bundle.getHeaders("").get(header).split(",")) {
            int slash = pattern.lastIndexOf('/');
            String folder = slash < 0 ? "/" : pattern.substring(0, slash).strip();
            var urls = bundle.findEntries(folder, pattern.substring(slash + 1).strip(), false);
            if (urls != null) {
                Collections.list(urls)
                        .forEach(url -> found.add(
                                new Document(name(url), read(url), bundle.getSymbolicName(), bundle.getVersion())));
            }
        }
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
