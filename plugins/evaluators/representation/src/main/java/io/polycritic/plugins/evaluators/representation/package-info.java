/** Evaluators of representations: probes of a frozen encoder, and the geometry of its embeddings. */
package io.polycritic.plugins.evaluators.representation;
