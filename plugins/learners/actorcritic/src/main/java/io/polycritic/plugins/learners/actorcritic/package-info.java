/** Learners that have an actor and listen to value critics. */
package io.polycritic.plugins.learners.actorcritic;
