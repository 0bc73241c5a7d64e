/** Reward models that learn from comparisons of responses, and such that other runs have trained. */
package io.polycritic.plugins.rewards.preference;
