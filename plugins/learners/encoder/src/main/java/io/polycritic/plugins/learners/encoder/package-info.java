/** Learners whose result is a representation. */
package io.polycritic.plugins.learners.encoder;
