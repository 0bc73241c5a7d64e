/** Optimizers: gradients or scores of one or several objectives to updates. */
@Export
@Version("1.0.0")
package io.polycritic.api.optimizer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
