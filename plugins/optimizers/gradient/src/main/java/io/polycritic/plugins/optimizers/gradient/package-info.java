/** Optimizers that follow one gradient: Adam, AdamW, and stochastic gradient descent. */
package io.polycritic.plugins.optimizers.gradient;
