package io.polycritic.http.testkit;

import io.polycritic.api.control.BundleState;
import io.polycritic.api.control.InstalledBundle;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Bundles that people have installed, without a framework that loads them. A jar is a text such as
 * {@code acme.critics@1.2.0}.
 */
public final class SampleBundles implements PluginControl {
    private final List<InstalledBundle> bundles = new CopyOnWriteArrayList<>();

    /** One bundle in two versions: a run has a part of the lower one. */
    public SampleBundles() {
        InstalledBundle.Use use = new InstalledBundle.Use("slim-2", "critics.safety");
        InstalledBundle.Upgrade upgrade =
                new InstalledBundle.Upgrade("slim-2", "critics.safety", "risk-critic@1.0.0", "risk-critic@1.1.0");
        bundles.add(bundle("acme.risk", "1.1.0", BundleState.ACTIVE, List.of(), List.of(upgrade)));
        bundles.add(bundle("acme.risk", "1.0.0", BundleState.RETIRED, List.of(use), List.of()));
    }

    private static InstalledBundle bundle(
            String name,
            String version,
            BundleState state,
            List<InstalledBundle.Use> uses,
            List<InstalledBundle.Upgrade> upgrades) {
        return new InstalledBundle(
                name,
                version,
                state,
                "5f".repeat(32),
                48_213,
                List.of(new InstalledBundle.Plugin("critic", "risk-critic")),
                uses,
                List.of(),
                upgrades,
                "");
    }

    @Override
    public List<InstalledBundle> bundles() {
        return List.copyOf(bundles);
    }

    @Override
    public InstalledBundle install(InputStream jar) {
        try {
            String text = new String(jar.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!text.matches("[a-z.]+@[0-9.]+")) {
                throw problem("USER", "jar", "is no jar that can be read; a bundle is needed");
            }
            String[] words = text.split("@");
            InstalledBundle made = bundle(words[0], words[1], BundleState.ACTIVE, List.of(), List.of());
            bundles.add(made);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InstalledBundle update(InputStream jar) {
        return install(jar);
    }

    @Override
    public InstalledBundle remove(String name, String version, boolean force) {
        InstalledBundle found = bundles.stream()
                .filter(bundle -> bundle.name().equals(name) && bundle.version().equals(version))
                .findFirst()
                .orElseThrow(() -> problem("NOT_FOUND", "name", "there is no bundle '" + name + "'"));
        if (!force && !found.uses().isEmpty()) {
            throw problem("CONFLICT", "name", name + "@" + version + " is in use: [critics.safety of slim-2]");
        }
        bundles.remove(found);
        return bundle(name, version, BundleState.REMOVED, found.uses(), List.of());
    }

    private static ProblemException problem(String code, String path, String message) {
        return new ProblemException(new Problem(code, path, message));
    }
}
