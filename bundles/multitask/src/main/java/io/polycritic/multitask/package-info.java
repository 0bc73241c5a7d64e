/**
 * Several tasks in one run: the roles of learners and streams that have them, groups of parameters, and small linear
 * systems.
 *
 * <p>Symbols: {@code p} numbers of a parameter vector, {@code m} tasks, {@code B} rows or prompts of a batch, {@code L}
 * pairs of a prompt, {@code D} covariates, {@code N} targets, {@code E = D + N} numbers of a token, {@code H} heads.
 */
@Export
@Version("1.0.0")
package io.polycritic.multitask;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
