package io.polycritic.api.control;

import java.io.InputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The bundles of plugins that people add to a data folder while runs go on. Versions of one bundle stand side by side:
 * new runs take the highest, a run keeps the one that it pins until it is swapped. Thread-safe. Every method throws
 * {@link ProblemException} when the request cannot be carried out, and then nothing has changed.
 */
@ProviderType
public interface PluginControl {
    /**
     * Lists the bundles of the data folder; those of the distribution are not among them.
     *
     * @return by name, of each name the highest version first
     */
    List<InstalledBundle> bundles();

    /**
     * Adds a bundle. It is checked first: a jar of bounded size with symbolic name and version that offers a plugin,
     * whose requirements the platform can fulfil, and which is neither older than what is there nor another jar of the
     * same version. The very same jar again changes nothing. Lower versions of the same bundle are retired.
     *
     * @param jar the jar's bytes; read to their end, not closed
     * @return the bundle
     */
    InstalledBundle install(InputStream jar);

    /**
     * Adds a bundle as {@link #install} does, if a version of it is there already, in this data folder or in the
     * distribution.
     *
     * @param jar the jar's bytes; read to their end, not closed
     * @return the bundle
     */
    InstalledBundle update(InputStream jar);

    /**
     * Removes a bundle. Where runs were made with it, its jar is kept, so that they can be continued and replayed.
     *
     * @param name its symbolic name
     * @param version its version, or null if there is only one
     * @param force whether to remove it also where slots of live runs have parts of it, and its jar with it: such runs
     *     wait at a safe point until the bundle is back
     * @return the bundle as it was left: {@link BundleState#KEPT} or {@link BundleState#REMOVED}
     */
    InstalledBundle remove(String name, String version, boolean force);
}
