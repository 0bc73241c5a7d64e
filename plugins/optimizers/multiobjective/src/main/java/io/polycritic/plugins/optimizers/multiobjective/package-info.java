/** Optimizers of several objectives that are worth different things at different times. */
package io.polycritic.plugins.optimizers.multiobjective;
