/** Reward models: experience to rewards, fixed or learned. */
@Export
@Version("1.0.0")
package io.polycritic.api.reward;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
