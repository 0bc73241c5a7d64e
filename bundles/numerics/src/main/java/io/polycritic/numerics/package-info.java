/** Deterministic numerical methods in double precision: unconstrained minimisation. */
@Export
@Version("1.0.0")
package io.polycritic.numerics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
