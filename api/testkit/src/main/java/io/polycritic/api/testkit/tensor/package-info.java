/** Oracles for graphs: an interpreter in double precision, and checks of gradients against central differences. */
@Export
@Version("1.0.0")
package io.polycritic.api.testkit.tensor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
