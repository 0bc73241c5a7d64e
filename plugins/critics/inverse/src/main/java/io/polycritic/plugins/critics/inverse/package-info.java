/** Critics of agents in games, and the objective that trains them from demonstrations. */
package io.polycritic.plugins.critics.inverse;
