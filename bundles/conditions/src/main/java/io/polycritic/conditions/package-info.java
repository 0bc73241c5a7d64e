/**
 * Conditions over the series that a run reports, in one line of text, for guards and rules: what they say, what they
 * remember, when they fire. A plain library: it knows nothing of runs, slots or journals.
 */
@Export
@Version("1.0.0")
package io.polycritic.conditions;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
