/** Evaluators of searches: what their fronts are worth on held-out data, and how well critics predict measurements. */
package io.polycritic.plugins.evaluators.search;
