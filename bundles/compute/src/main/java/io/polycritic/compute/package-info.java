/**
 * Compiles computations: graph, simplified graph, groups of operations, plan of buffers, kernels. The service is
 * {@link io.polycritic.api.tensor.Compute}; the class exported here is for code outside of an OSGi framework.
 */
@Export
@Version("1.0.0")
package io.polycritic.compute;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
