/** Exact evaluators of what agents do in games that can be listed, and of what they seem to want. */
package io.polycritic.plugins.evaluators.games;
