/** Reward models of critiques. */
package io.polycritic.plugins.rewards.critique;
