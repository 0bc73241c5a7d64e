/** Evaluators of policies in games of preferences, and of preference models. */
package io.polycritic.plugins.evaluators.preference;
