/**
 * What console, REST interface and command line speak: records that describe runs, plugins and tickets, and the one
 * interface through which they act. Every record maps to one JSON object, component by component.
 */
@Export
@Version("1.0.0")
package io.polycritic.api.control;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
