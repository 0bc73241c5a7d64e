/**
 * What a run leaves on disk, each in a format that says when it is damaged: the resolved spec, the journal, the metrics
 * and the snapshots. Files that must survive are written beside, synced and renamed.
 */
@Export
@Version("1.0.0")
package io.polycritic.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
