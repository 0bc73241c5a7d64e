/**
 * Evaluators of skills: what they cover, how well they are controlled, how safe they are, and what they are good for.
 */
package io.polycritic.plugins.evaluators.skills;
