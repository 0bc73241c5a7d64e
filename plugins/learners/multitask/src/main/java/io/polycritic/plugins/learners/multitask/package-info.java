/** Learners of several tasks: a network with a head for each, and attention that learns tasks from their examples. */
package io.polycritic.plugins.learners.multitask;
