/**
 * Networks made smaller: sub-networks of an elastic vision transformer, quantised after training, packed into bytes,
 * and what they cost.
 *
 * <p>Symbols: {@code B} pictures, {@code T} tokens, {@code W} width, {@code i} and {@code n} inputs and outputs of a
 * matrix, {@code b} bits of a weight. A matrix is one of the network's products of matrices: the patch embedding
 * {@code patch}, in each layer {@code q, k, v, out, fc1, fc2}, and {@code head}, in this order.
 */
@Export
@Version("1.0.0")
package io.polycritic.compression;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
