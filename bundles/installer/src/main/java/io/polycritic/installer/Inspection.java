package io.polycritic.installer;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * Looks at a jar before anything of it is loaded: its size, its manifest, the plugins that its component descriptions
 * name. Every complaint says what was found and what is allowed.
 */
final class Inspection {
    /** The largest jar that is taken. */
    static final long MAX_BYTES = 256L << 20;

    /** The most entries that a jar may have. */
    static final int MAX_ENTRIES = 20_000;

    private static final int MAX_DESCRIPTION = 1 << 20;
    private static final String COMPONENTS = "Service-Component";
    private static final String SYMBOLIC_NAME = "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*";
    private static final int MAX_NAME = 128;
    private static final String SINGLETON = "singleton";

    private Inspection() {}

    static Described of(Path jar) {
        try {
            long bytes = Files.size(jar);
            if (bytes > MAX_BYTES) {
                throw refused("", "has more than " + (MAX_BYTES >> 20) + " MiB, which is the limit");
            }
            try (JarFile file = new JarFile(jar.toFile())) {
                if (file.size() > MAX_ENTRIES) {
                    throw refused("", "has " + file.size() + " entries, allowed are " + MAX_ENTRIES);
                }
                Manifest manifest = file.getManifest();
                if (manifest == null) {
                    throw refused("META-INF/MANIFEST.MF", "is missing; a bundle is needed, as bnd makes it");
                }
                Attributes headers = manifest.getMainAttributes();
                return new Described(name(headers), version(headers), sha256(jar), bytes, plugins(file, headers));
            }
        } catch (IOException | SecurityException e) {
            throw new PolycriticException(
                    ErrorCode.USER, "jar", "is no jar that can be read: " + reason(e) + "; a bundle is needed", e);
        }
    }

    private static String name(Attributes headers) {
        String header = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (header == null) {
            throw refused(Constants.BUNDLE_SYMBOLICNAME, "is missing in the manifest; a bundle is needed");
        }
        String[] clauses = header.split(";");
        String name = clauses[0].strip();
        if (!name.matches(SYMBOLIC_NAME) || name.length() > MAX_NAME) {
            throw refused(
                    Constants.BUNDLE_SYMBOLICNAME,
                    "found '" + name + "', allowed are letters, digits, '_', '-' between dots, at most " + MAX_NAME);
        }
        for (int i = 1; i < clauses.length; i++) {
            if (clauses[i].replaceAll("[\\s\"]", "").equals(SINGLETON + ":=true")) {
                throw refused(
                        Constants.BUNDLE_SYMBOLICNAME,
                        "found '" + SINGLETON + ":=true', which would keep the next version from standing beside it");
            }
        }
        if (headers.getValue(Constants.FRAGMENT_HOST) != null) {
            throw refused(Constants.FRAGMENT_HOST, "a fragment offers no plugins; a bundle of its own is needed");
        }
        return name;
    }

    private static Version version(Attributes headers) {
        String header = headers.getValue(Constants.BUNDLE_VERSION);
        if (header == null) {
            throw refused(Constants.BUNDLE_VERSION, "is missing in the manifest; runs pin plugins by it");
        }
        try {
            return Version.parseVersion(header);
        } catch (IllegalArgumentException e) {
            throw refused(Constants.BUNDLE_VERSION, "found '" + header + "', allowed is a version such as 1.2.0");
        }
    }

    private static List<Described.Offer> plugins(JarFile file, Attributes headers) throws IOException {
        String header = headers.getValue(COMPONENTS);
        Set<Described.Offer> offers = new LinkedHashSet<>();
        for (JarEntry entry : header == null ? List.<JarEntry>of() : descriptions(file, header)) {
            if (entry.getSize() > MAX_DESCRIPTION) {
                throw refused(entry.getName(), "has " + entry.getSize() + " bytes, allowed are " + MAX_DESCRIPTION);
            }
            try (InputStream in = file.getInputStream(entry)) {
                offers.addAll(ComponentXml.offers(entry.getName(), in.readNBytes(MAX_DESCRIPTION)));
            }
        }
        if (offers.isEmpty()) {
            throw refused(
                    COMPONENTS,
                    "no component of the bundle is a factory of a plugin: a class with @Component and @PluginId that"
                            + " implements a factory such as CriticFactory");
        }
        return List.copyOf(offers);
    }

    /** The files that the header names; the last segment of a name may have the wildcard {@code *}. */
    private static List<JarEntry> descriptions(JarFile file, String header) {
        List<JarEntry> found = new ArrayList<>();
        for (String clause : header.split(",")) {
            String pattern = clause.split(";", 2)[0].strip();
            if (pattern.contains("*")) {
                PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
                file.stream()
                        .filter(entry -> matcher.matches(Path.of(entry.getName())))
                        .forEach(found::add);
            } else {
                JarEntry entry = file.getJarEntry(pattern);
                if (entry == null) {
                    throw refused(COMPONENTS, "names '" + pattern + "', which is not in the jar");
                }
                found.add(entry);
            }
        }
        return found;
    }

    private static String sha256(Path jar) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** A refusal of the jar because of something in it. */
    static PolycriticException refused(String where, String why) {
        return new PolycriticException(ErrorCode.USER, where.isEmpty() ? "jar" : "jar." + where, why);
    }
}
