package io.polycritic.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.osgi.framework.Bundle;

/**
 * The console's files as they are sent. All but the page stand in one folder whose name is a hash of them all: modules
 * find each other there by relative addresses, and a browser that has the folder need not ask again, for another build
 * has another one. The page has the style sheets as one file, since nothing is painted before the last of them. It does
 * not name the modules beforehand: measured, they then came before the first paint, and delayed it.
 */
final class Assets {
    private static final String ROOT = "/console/";
    private static final String FOLDER = "/assets/";
    private static final String PAGE = "index.html";
    private static final String STYLES = "console.css";
    private static final Pattern STYLE = Pattern.compile(" *<link rel=\"stylesheet\" href=\"/(assets/[^\"]+)\" />\n");
    private static final String BEGIN = "    <script type=\"module\" src=\"/assets/main.js\"></script>\n";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /**
     * A file as it is sent.
     *
     * @param type its media type
     * @param plain its content
     * @param zipped the same, compressed with gzip
     */
    record Asset(String type, byte[] plain, byte[] zipped) {}

    private final Asset page;
    private final String tag;
    private final Map<String, Asset> files = new HashMap<>();

    private Assets(Bundle bundle) {
        SortedMap<String, byte[]> sources = read(bundle);
        String source = new String(sources.remove(PAGE), StandardCharsets.UTF_8);
        Matcher styles = STYLE.matcher(source);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (styles.find()) {
            all.writeBytes(sources.remove(styles.group(1)));
        }
        sources.put("assets/" + STYLES, all.toByteArray());
        tag = hash(source, sources);
        String folder = FOLDER + tag + "/";
        sources.forEach((path, bytes) -> files.put(folder + path.substring(path.indexOf('/') + 1), asset(path, bytes)));
        String style = "    <link rel=\"stylesheet\" href=\"/assets/" + STYLES + "\" />\n";
        String written = source.replace(BEGIN, style + BEGIN);
        page = asset(
                PAGE,
                STYLE.matcher(written)
                        .replaceAll(each -> each.group().contains(STYLES) ? each.group() : "")
                        .replace(FOLDER, folder)
                        .getBytes(StandardCharsets.UTF_8));
    }

    static Assets of(Bundle bundle) {
        return new Assets(bundle);
    }

    /** The first and only page. */
    Asset page() {
        return page;
    }

    /** The entity tag of the page: another build, another tag. */
    String tag() {
        return '"' + tag + '"';
    }

    /** A file by its path; null if there is none. */
    Asset file(String path) {
        return files.get(path);
    }

    private static SortedMap<String, byte[]> read(Bundle bundle) {
        SortedMap<String, byte[]> sources = new TreeMap<>();
        for (URL each : Collections.list(bundle.findEntries(ROOT, "*", true))) {
            String path = each.getPath().substring(each.getPath().indexOf(ROOT) + ROOT.length());
            if (TYPES.containsKey(ending(path))) {
                try (InputStream in = each.openStream()) {
                    sources.put(path, in.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return sources;
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static Asset asset(String path, byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Asset(TYPES.get(ending(path)), bytes, zipped.toByteArray());
    }

    private static String hash(String page, SortedMap<String, byte[]> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(page.getBytes(StandardCharsets.UTF_8));
            sources.forEach((path, bytes) -> {
                digest.update(path.getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
