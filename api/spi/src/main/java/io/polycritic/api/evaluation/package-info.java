/** Evaluators: metrics on a frozen copy of a run, beside the training and never in its way. */
@Export
@Version("1.0.0")
package io.polycritic.api.evaluation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
