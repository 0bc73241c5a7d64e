package io.polycritic.plugins.environments.demonstrations;

/**
 * Demonstrated steps.
 *
 * @param rows how many
 * @param observations [rows, o], before each step
 * @param actions [rows, a], what was done
 */
record Table(int rows, float[] observations, float[] actions) {}
