/**
 * What learners, critics and evaluators of reinforcement learning share: rollouts, advantages, running statistics,
 * network inputs, minibatches, and the roles of skill models.
 *
 * <p>Symbols: {@code T} steps, {@code L} lanes, {@code B} rows, {@code o} numbers of an observation, {@code d} of a
 * skill, {@code f} of a network's input, {@code a} of an action.
 */
@Export
@Version("1.0.0")
package io.polycritic.rl;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
