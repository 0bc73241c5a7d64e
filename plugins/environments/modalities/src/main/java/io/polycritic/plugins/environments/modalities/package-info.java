/** Environments that show one hidden state in several modalities. */
package io.polycritic.plugins.environments.modalities;
