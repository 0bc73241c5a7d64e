/** Token worlds: posts with summaries, their hidden judge, and comparisons that it labels. */
package io.polycritic.plugins.environments.language;
