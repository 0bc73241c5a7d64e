/**
 * Language models, and what parts of a run ask of them: texts as fields of a batch, policies that answer prompts,
 * log-probabilities as nodes and as numbers, heads that judge whole responses.
 *
 * <p>Symbols: {@code B} texts, {@code P} tokens of the longest prompt, {@code R} tokens of the longest response,
 * {@code T} = P + R, {@code V} symbols of the vocabulary, {@code W} the model's width. A prompt or response that is
 * shorter is filled up with {@link io.polycritic.language.TextSpace#PAD}. A model reads a response right behind its
 * prompt, whatever the prompt's length.
 */
@Export
@Version("1.0.0")
package io.polycritic.language;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
