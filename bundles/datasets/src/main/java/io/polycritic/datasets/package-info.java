/**
 * Data sets that lie on the machine: where, whether they are whole, and what is in them. Nothing is ever downloaded.
 *
 * <p>Symbols: {@code n} pictures, {@code c} channels, {@code h} rows and {@code w} columns of a picture.
 */
@Export
@Version("1.0.0")
package io.polycritic.datasets;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
