/**
 * What parts that criticise and refine reasoning paths share: notes and their grammar, tasks with reference paths, and
 * the roles of models that criticise and of learners that refine.
 *
 * <p>Symbols: {@code B} rows, {@code Q} tokens of a question, {@code P} of a path, {@code N} of a critique; tokens are
 * whole numbers from 0, and {@code -1} stands where no token is.
 */
@Export
@Version("1.0.0")
package io.polycritic.critique;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
