/** Optimizers that follow one gradient: Adam, AdamW, RMSProp and stochastic gradient descent. */
package io.polycritic.plugins.optimizers.gradient;
