/** Evaluators of policies that answer prompts. */
package io.polycritic.plugins.evaluators.language;
