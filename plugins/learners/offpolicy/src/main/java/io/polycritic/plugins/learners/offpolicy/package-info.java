/** Learners that learn from replayed steps and listen to critics of actions. */
package io.polycritic.plugins.learners.offpolicy;
