/**
 * The world of small pictures of coloured shapes: scenes, how they are painted, questions about them, right paths to
 * the answers, and errors that can be planted into paths.
 *
 * <p>A picture is 32 x 32 pixels of 4 x 4 cells, counted row by row from 0; at most one object lies in a cell.
 */
@Export
@Version("1.0.0")
package io.polycritic.scenes;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
