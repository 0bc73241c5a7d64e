/** Learners: what is trained, and the algorithm that trains it from the signals of the other slots. */
@Export
@Version("1.0.0")
package io.polycritic.api.learner;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
