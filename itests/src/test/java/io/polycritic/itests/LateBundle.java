package io.polycritic.itests;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import io.polycritic.itests.late.LateBaseline;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A bundle of somebody else, which is not part of the distribution: made of one package of the tests. */
final class LateBundle {
    static final String NAME = LateBaseline.class.getPackageName();

    private LateBundle() {}

    static Path file() {
        return file("0.1.0");
    }

    static Path file(String version) {
        return Path.of(System.getProperty("polycritic.itests.target"), "late", NAME + "-" + version + ".jar");
    }

    static void build() throws Exception {
        build("0.1.0", "*");
    }

    /**
     * Builds it as an author's build would: bnd writes manifest and component description. Called outside of the
     * container.
     */
    static void build(String version, String imports) throws Exception {
        List<File> classpath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.exists(Path.of(entry))) {
                classpath.add(new File(entry));
            }
        }
        try (Builder builder = new Builder()) {
            builder.setClasspath(classpath);
            builder.setBundleSymbolicName(NAME);
            builder.setBundleVersion(version);
            builder.setPrivatePackage(NAME);
            builder.setImportPackage(imports);
            builder.setProperty("-noimportjava", "true");
            try (Jar jar = builder.build()) {
                if (!builder.isOk()) {
                    throw new IllegalStateException("bnd: " + builder.getErrors());
                }
                Files.createDirectories(file(version).getParent());
                jar.write(file(version).toFile());
            }
        }
    }
}
