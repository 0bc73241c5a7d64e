/** Reward models without learning: fixed functions of what is observed and reported, and sums of other rewards. */
package io.polycritic.plugins.rewards.programmed;
