package io.polycritic.bench;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.bench.guest.GuestCritic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Makes bundles of the guest's package, as an author's build would: classes, manifest, component description. */
final class GuestJar {
    /** The symbolic name of the bundles. */
    static final String NAME = "bench.guest";

    /** The plugin's id. */
    static final String PLUGIN = "bench-guest";

    private static final String DESCRIPTION = "OSGI-INF/guest.xml";
    private static final List<String> IMPORTS = List.of("critic", "experience", "plugin", "tensor");
    private static final String FOLDER = GuestCritic.class.getPackageName().replace('.', '/');

    private static final String COMPONENT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
              <property name="%s" type="String" value="%s"/>
              <service><provide interface="%s"/></service>
              <implementation class="%s"/>
            </scr:component>
            """;

    private GuestJar() {}

    /**
     * A jar.
     *
     * @param bundle the bundle that has the guest's classes
     * @param version the version of the new bundle
     */
    static byte[] of(Bundle bundle, String version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            ByteArrayOutputStream manifest = new ByteArrayOutputStream();
            manifest(version).write(manifest);
            add(out, JarFile.MANIFEST_NAME, manifest.toByteArray());
            add(out, DESCRIPTION, component().getBytes(StandardCharsets.UTF_8));
            for (var classes = bundle.findEntries(FOLDER, "*.class", false); classes.hasMoreElements(); ) {
                var url = classes.nextElement();
                try (InputStream in = url.openStream()) {
                    add(out, url.getPath().substring(1), in.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        // The same jar each time: a version stands for its bytes.
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private static Manifest manifest(String version) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, NAME);
        headers.putValue(Constants.BUNDLE_VERSION, version);
        headers.putValue("Service-Component", DESCRIPTION);
        headers.putValue(
                Constants.IMPORT_PACKAGE,
                String.join(
                        ",",
                        IMPORTS.stream()
                                .map(name -> "io.polycritic.api." + name + ";version=\"[1.0,2)\"")
                                .toList()));
        headers.putValue(
                Constants.REQUIRE_CAPABILITY,
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3.0)(!(version>=2.0.0)))\"");
        return manifest;
    }

    private static String component() {
        return String.format(
                Locale.ROOT,
                COMPONENT,
                GuestCritic.class.getName(),
                PluginId.PROPERTY,
                PLUGIN,
                CriticFactory.class.getName(),
                GuestCritic.class.getName());
    }
}
