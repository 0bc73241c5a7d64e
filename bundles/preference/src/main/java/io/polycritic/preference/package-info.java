/**
 * What reward models, learners, environments and evaluators of preferences share: comparisons as fields of a batch, the
 * role of a preference model, Bradley-Terry and skew-symmetric scores as graphs, judges, and games of preferences with
 * their equilibria.
 *
 * <p>Symbols: {@code G} sets of {@code K} responses to one prompt each, {@code N} rows, {@code c} numbers or tokens of
 * a prompt, {@code d} of a response, {@code W} the width of an encoder's states, {@code n} responses of a game.
 */
@Export
@Version("1.0.0")
package io.polycritic.preference;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
