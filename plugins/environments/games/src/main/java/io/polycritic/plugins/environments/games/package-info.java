/** Enumerable games of several agents, with exact experts, and their demonstrations. */
package io.polycritic.plugins.environments.games;
