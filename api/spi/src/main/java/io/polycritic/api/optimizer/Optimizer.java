package io.polycritic.api.optimizer;

import io.polycritic.api.plugin.Part;

/** Turns gradients or scores into updates. */
public sealed interface Optimizer extends Part permits GradientOptimizer, GradientAggregator, SearchOptimizer {}
