/** Streams of several tasks: pairs of garments, and prompts of linear regression. */
package io.polycritic.plugins.environments.multitask;
