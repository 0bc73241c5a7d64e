/** Learners of all agents of a game. */
package io.polycritic.plugins.learners.games;
