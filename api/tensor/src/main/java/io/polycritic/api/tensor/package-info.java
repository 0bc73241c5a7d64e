/**
 * Shapes, expression graphs with reverse-mode gradients, flat parameter vectors and random streams.
 *
 * <p>A plugin author describes a loss once, as a graph of {@link io.polycritic.api.tensor.Node nodes} of static shape,
 * and hands it to {@link io.polycritic.api.tensor.Compute}, which compiles it to a
 * {@link io.polycritic.api.tensor.Program} that is replayed for every update without allocating. There is no way to run
 * one operation by itself: that is what makes a training step fast. Numbers are 32-bit floats, arrays are row-major.
 *
 * <p>Symbols in comments: {@code B} rows of a batch, {@code T} steps of a rollout, {@code L} lanes, {@code o} numbers
 * of an observation, {@code a} numbers of an action, {@code p} numbers of a parameter vector.
 */
@Export
@Version("1.0.0")
package io.polycritic.api.tensor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
