/**
 * Neural networks as builders of graphs: layers add their parts to a parameter vector and turn nodes into nodes. Few
 * classes hold numbers: {@link io.polycritic.nn.SpectralNorm}, {@link io.polycritic.nn.BatchNorm},
 * {@link io.polycritic.nn.Dropout} and {@link io.polycritic.nn.SequenceSampler}; what must be saved they show to their
 * owner.
 *
 * <p>Symbols: {@code B} rows or sequences, {@code i} inputs and {@code n} outputs of a layer, {@code a} numbers of an
 * action, {@code T} positions of a sequence, {@code W} its width, {@code H} heads of {@code d} numbers each, {@code V}
 * symbols of a vocabulary, {@code C} channels of an image.
 */
@Export
@Version("1.0.0")
package io.polycritic.nn;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
