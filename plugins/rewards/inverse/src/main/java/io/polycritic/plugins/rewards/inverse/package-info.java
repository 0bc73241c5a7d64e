/** Rewards that are inferred from demonstrations. */
package io.polycritic.plugins.rewards.inverse;
