/** Worlds of questions with right paths to their answers, and the errors that can be planted into them. */
package io.polycritic.plugins.environments.reasoning;
