/** Evaluators of what a policy earns. */
package io.polycritic.plugins.evaluators.returns;
