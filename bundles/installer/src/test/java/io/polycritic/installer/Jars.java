package io.polycritic.installer;

import io.polycritic.api.critic.CriticFactory;
import io.polycritic.api.plugin.PluginId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars of plugin bundles, right and wrong ones. */
final class Jars {
    static final String NAME = "acme.critics";
    static final String COMPONENT =
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="a">
              <property name="%s" type="String" value="%s"/>
              <service><provide interface="%s"/></service>
              <implementation class="a.B"/>
            </scr:component>
            """;

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> entries = new LinkedHashMap<>();

    /** A bundle of one critic. */
    static Jars bundle(String version) {
        return new Jars()
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", NAME)
                .header("Bundle-Version", version)
                .header("Service-Component", "OSGI-INF/*.xml")
                .entry("OSGI-INF/a.xml", component("acme-critic", CriticFactory.class.getName()));
    }

    static String component(String id, String factory) {
        return String.format(Locale.ROOT, COMPONENT, PluginId.PROPERTY, id, factory);
    }

    /** Sets a header; null removes it. */
    Jars header(String name, String value) {
        headers.remove(name);
        if (value != null) {
            headers.put(name, value);
        }
        return this;
    }

    Jars entry(String name, String content) {
        entries.put(name, content);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            out.putNextEntry(timeless(JarFile.MANIFEST_NAME));
            manifest.write(out);
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(timeless(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    /** The same bytes each time. */
    private static JarEntry timeless(String name) {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0);
        return entry;
    }
}
