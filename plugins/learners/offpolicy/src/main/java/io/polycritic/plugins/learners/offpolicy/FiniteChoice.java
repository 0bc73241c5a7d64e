package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.rl.NetworkDesign;

/**
 * What is special about a policy over a finite number of actions.
 *
 * @param input how its network sees observations; a policy over rows chooses one of those that are present
 * @param roles what the critics judge
 * @param entropyShare the share of the greatest entropy that the policy is held at
 */
record FiniteChoice(NetworkDesign.Input input, CriticRoles roles, double entropyShare) {}
