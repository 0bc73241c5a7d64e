/**
 * Neural networks as builders of graphs: layers add their parts to a parameter vector and turn nodes into nodes.
 * Nothing here computes numbers in an update, except the power iteration of {@link io.polycritic.nn.SpectralNorm}.
 *
 * <p>Symbols: {@code B} rows, {@code i} inputs and {@code n} outputs of a layer, {@code a} numbers of an action.
 */
@Export
@Version("1.0.0")
package io.polycritic.nn;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
