/** Functions that parts have learned, as graphs, for programs other than this platform. */
@Export
@Version("1.0.0")
package io.polycritic.api.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
