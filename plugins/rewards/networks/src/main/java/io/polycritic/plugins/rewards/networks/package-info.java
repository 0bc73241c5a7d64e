/** Reward models that measure networks. */
package io.polycritic.plugins.rewards.networks;
