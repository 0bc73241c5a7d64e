/** Learners that answer prompts: by imitation, against a reward, and against other policies. */
package io.polycritic.plugins.learners.language;
