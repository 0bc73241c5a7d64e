package io.polycritic.runtime.launcher;

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

/** One installed bundle, which a run uses; whatever is installed becomes its next version. */
final class FakePlugins implements PluginControl {
    static InstalledBundle bundle(String version, BundleState state) {
        return new InstalledBundle(
                "acme.critics",
                version,
                state,
                "ab",
                1,
                List.of(new InstalledBundle.Plugin("critic", "acme")),
                List.of(new InstalledBundle.Use("short-1", "critics.task")),
                List.of(),
                List.of(new InstalledBundle.Upgrade("short-1", "critics.task", "acme@0.9.0", "acme@1.0.0")),
                "");
    }

    @Override
    public List<InstalledBundle> bundles() {
        return List.of(bundle("1.0.0", BundleState.ACTIVE));
    }

    @Override
    public InstalledBundle install(InputStream jar) {
        try {
            String text = new String(jar.readAllBytes(), StandardCharsets.UTF_8);
            if (text.isEmpty()) {
                throw new ProblemException(new Problem("USER", "jar", "is no jar"));
            }
            return bundle(text, BundleState.ACTIVE);
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
        if (!force) {
            throw new ProblemException(new Problem("CONFLICT", "name", "is in use: [critics.task of short-1]"));
        }
        return bundle(version == null ? "1.0.0" : version, BundleState.REMOVED);
    }
}
