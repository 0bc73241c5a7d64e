/**
 * Vision-language models: a picture's cells and the slots of a prompt, seen both ways, and a text that is generated
 * behind them.
 *
 * <p>Symbols: {@code B} rows, {@code S} picture tokens, {@code P} tokens of the prompt, {@code G} generated tokens,
 * {@code T = S + P + G} positions, {@code W} the width, {@code V} the vocabulary.
 */
@Export
@Version("1.0.0")
package io.polycritic.vlm;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
