/** Rewards of responses that are made of other rewards. */
package io.polycritic.plugins.rewards.language;
