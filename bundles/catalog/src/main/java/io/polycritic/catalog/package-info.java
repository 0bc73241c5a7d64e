/** All known plugins: factories as they come and go, their states, and how an id is resolved to one of them. */
@Export
@Version("1.0.0")
package io.polycritic.catalog;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
