/**
 * Spaces, fields and batches: the data that parts of a run pass to one another.
 *
 * <p>A batch holds named fields that share the same leading axes, {@code [T, L]} for a rollout of {@code T} steps in
 * {@code L} lanes. Names with a dot belong to a group: {@code rewards.reach}, {@code advantages.safety}.
 */
@Export
@Version("1.0.0")
package io.polycritic.api.experience;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
