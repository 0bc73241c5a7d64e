package io.polycritic.itests;

import static org.ops4j.pax.exam.CoreOptions.bootDelegationPackage;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.UrlProvisionOption;
import org.osgi.framework.Constants;

/** The distribution that the build has made: what is tested is what ships. */
final class Distribution {
    /** The start level of the console, the last one of {@code bundles.list}. */
    private static final int LAST_LEVEL = 5;

    private Distribution() {}

    static Path home() {
        Path home =
                Path.of(System.getProperty("polycritic.home")).toAbsolutePath().normalize();
        if (!Files.isRegularFile(home.resolve("bundles.list"))) {
            throw new IllegalStateException(
                    home + " is no distribution; build it: mvn -pl runtime/distribution -am package");
        }
        return home;
    }

    /** A line of {@code bundles.list}. */
    record Entry(int level, Path jar) {}

    static List<Entry> bundles() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(home().resolve("bundles.list"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.strip().split(" ", 2);
                entries.add(new Entry(Integer.parseInt(words[0]), home().resolve(words[1])));
            }
        }
        return entries;
    }

    /** A container that runs the distribution as the launcher does, on a data folder of its own and any free port. */
    static Option[] container(Option... more) throws IOException {
        List<Option> options = new ArrayList<>(List.of(more));
        options.add(junitBundles());
        options.add(cleanCaches());
        options.add(frameworkStartLevel(LAST_LEVEL));
        options.add(frameworkProperty("polycritic.data").value(folder("data").toString()));
        options.add(frameworkProperty("org.osgi.service.http.port").value("0"));
        options.add(properties());
        for (Entry entry : bundles()) {
            UrlProvisionOption bundle =
                    bundle("reference:" + entry.jar().toUri()).startLevel(entry.level());
            options.add(isFragment(entry.jar()) ? bundle.noStart() : bundle);
        }
        return options.toArray(Option[]::new);
    }

    /** {@code conf/framework.properties}; lists are given item by item, so that Pax Exam adds its own. */
    private static Option properties() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(home().resolve("conf/framework.properties"))) {
            properties.load(in);
        }
        List<Option> options = new ArrayList<>();
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key);
            if (key.equals(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA)) {
                List.of(value.split(",")).forEach(item -> options.add(systemPackage(item.strip())));
            } else if (key.equals(Constants.FRAMEWORK_BOOTDELEGATION)) {
                List.of(value.split(",")).forEach(item -> options.add(bootDelegationPackage(item.strip())));
            } else {
                options.add(frameworkProperty(key).value(value));
            }
        }
        return composite(options.toArray(Option[]::new));
    }

    static boolean isFragment(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null;
        }
    }

    /** A new folder below {@code target}. */
    static Path folder(String name) throws IOException {
        Path all = Path.of(System.getProperty("polycritic.itests.target"), "folders");
        Files.createDirectories(all);
        return Files.createTempDirectory(all, name + "-");
    }
}
