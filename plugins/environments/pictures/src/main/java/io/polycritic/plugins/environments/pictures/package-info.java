/** Environments that show labelled pictures in views. */
package io.polycritic.plugins.environments.pictures;
