package io.polycritic.api.critic;

import io.polycritic.api.plugin.Part;

/** Whatever judges the learner and yields a training signal. */
public sealed interface Critic extends Part permits ScoringCritic, LossCritic {}
