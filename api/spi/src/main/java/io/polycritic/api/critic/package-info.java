/** Critics: whatever judges the learner and yields a training signal. */
@Export
@Version("1.0.0")
package io.polycritic.api.critic;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
