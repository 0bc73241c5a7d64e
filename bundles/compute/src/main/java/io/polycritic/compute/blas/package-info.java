/** The products of matrices that programs need, offered by whoever has the fastest ones. */
@Export
@Version("1.0.0")
package io.polycritic.compute.blas;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
