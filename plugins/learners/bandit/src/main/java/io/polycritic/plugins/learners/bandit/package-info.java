/** Learners that choose rows of a set by their immediate rewards, or by rules, without looking ahead. */
package io.polycritic.plugins.learners.bandit;
