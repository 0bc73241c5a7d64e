/** Optimizers that need scores only: random search, NSGA-II, and LINAS, which searches among predictions. */
package io.polycritic.plugins.optimizers.blackbox;
