/**
 * What every plugin is made of: its factory service, its configuration, its context, its state and its errors.
 *
 * <p>A bundle registers {@link io.polycritic.api.plugin.PartFactory factories} with Declarative Services; the engine
 * makes live {@link io.polycritic.api.plugin.Part parts} with them, puts each in a slot of a run, calls them from that
 * run's thread alone, and closes them. A part never registers services and never outlives its slot.
 */
@Export
@Version("1.0.0")
package io.polycritic.api.plugin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
