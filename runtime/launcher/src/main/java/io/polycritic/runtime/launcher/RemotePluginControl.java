package io.polycritic.runtime.launcher;

import io.polycritic.api.control.InstalledBundle;
import io.polycritic.api.control.PluginControl;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.io.InputStream;
import java.util.List;

/** The plugin bundles of another process, through its REST interface. */
final class RemotePluginControl implements PluginControl {
    private static final String BUNDLES = "/bundles";

    private final Rest rest;

    RemotePluginControl(Rest rest) {
        this.rest = rest;
    }

    @Override
    public List<InstalledBundle> bundles() {
        return rest.list(BUNDLES, InstalledBundle.class);
    }

    @Override
    public InstalledBundle install(InputStream jar) {
        return rest.upload(BUNDLES, jar, InstalledBundle.class);
    }

    @Override
    public InstalledBundle update(InputStream jar) {
        return rest.upload(BUNDLES + "?update=true", jar, InstalledBundle.class);
    }

    @Override
    public InstalledBundle remove(String name, String version, boolean force) {
        String path = BUNDLES + "/" + Rest.segment(name) + "/" + Rest.segment(version == null ? only(name) : version);
        return rest.delete(path + (force ? "?force=true" : ""), InstalledBundle.class);
    }

    /** The one version that there is; the address of a bundle has its version. */
    private String only(String name) {
        List<String> versions = bundles().stream()
                .filter(bundle -> bundle.name().equals(name))
                .map(InstalledBundle::version)
                .toList();
        if (versions.size() > 1) {
            throw new ProblemException(
                    new Problem("USER", "version", "is missing; of " + name + " there are " + versions));
        }
        return versions.isEmpty() ? "0" : versions.get(0);
    }
}
