/** Evaluators of learners that refine paths, and of those who criticise them. */
package io.polycritic.plugins.evaluators.critique;
