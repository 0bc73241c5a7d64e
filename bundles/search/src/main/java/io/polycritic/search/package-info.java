/**
 * Search with several objectives: dominance, hypervolume, NSGA-II, the archive of what was measured.
 *
 * <p>Points are vectors of {@code k} objectives, all of them minimised; scores, as optimizers and reward models have
 * them, are better the higher they are. Genomes have one number for each of {@code g} genes.
 */
@Export
@Version("1.0.0")
package io.polycritic.search;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
