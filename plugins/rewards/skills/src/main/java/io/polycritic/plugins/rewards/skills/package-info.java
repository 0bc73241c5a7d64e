/** Reward models that discover skills: they reward a skill for moving an object in a way that tells it apart. */
package io.polycritic.plugins.rewards.skills;
