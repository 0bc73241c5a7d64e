/**
 * What learners from pictures share: views by augmentation, and encoders.
 *
 * <p>Symbols: {@code B} pictures, {@code c} channels, {@code h} rows and {@code w} columns of a picture, {@code n}
 * numbers of a representation.
 */
@Export
@Version("1.0.0")
package io.polycritic.vision;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
