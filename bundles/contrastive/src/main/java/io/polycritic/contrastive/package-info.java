/**
 * Contrastive losses as graphs, and the role of critics that compare two views.
 *
 * <p>Symbols: {@code N} views of {@code M} items, {@code d} numbers of an embedding; {@code u} is an embedding of
 * length 1, {@code s(a, b) = exp(a . b / tau)} with the temperature {@code tau}.
 */
@Export
@Version("1.0.0")
package io.polycritic.contrastive;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
