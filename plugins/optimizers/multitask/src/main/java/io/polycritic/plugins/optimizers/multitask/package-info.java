/** Optimizers of several objectives: aggregators of their gradients, and sharpness-aware steps around them. */
package io.polycritic.plugins.optimizers.multitask;
