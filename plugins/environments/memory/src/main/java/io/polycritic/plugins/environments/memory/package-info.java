/** Memories of experience that learners draw from. */
package io.polycritic.plugins.environments.memory;
