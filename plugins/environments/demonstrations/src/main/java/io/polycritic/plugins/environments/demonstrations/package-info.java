/** Streams of what somebody did in a world: a frozen run's policy, or whoever made a file. */
package io.polycritic.plugins.environments.demonstrations;
