/** Learners that do what somebody has demonstrated. */
package io.polycritic.plugins.learners.imitation;
