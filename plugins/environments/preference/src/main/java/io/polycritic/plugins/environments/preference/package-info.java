/** Environments of preferences: games whose preferences are known, and labelled comparisons. */
package io.polycritic.plugins.environments.preference;
