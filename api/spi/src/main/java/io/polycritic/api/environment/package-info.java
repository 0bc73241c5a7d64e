/** Sources of experience: worlds that are acted in, and streams of data. */
@Export
@Version("1.0.0")
package io.polycritic.api.environment;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
