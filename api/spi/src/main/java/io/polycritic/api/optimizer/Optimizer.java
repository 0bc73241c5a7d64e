package io.polycritic.api.optimizer;

import io.polycritic.api.plugin.Part;

/** Turns gradients or scores into updates, or decides which of several objectives they are to serve. */
public sealed interface Optimizer extends Part
        permits GradientOptimizer, GradientAggregator, SearchOptimizer, PreferenceSampler {}
