/** Evaluators of policies that serve several objectives. */
package io.polycritic.plugins.evaluators.pareto;
