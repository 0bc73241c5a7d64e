package io.polycritic.studies;

import java.util.List;

/**
 * A run to be made.
 *
 * @param run its id
 * @param arm the arm that it belongs to, empty for one that others build on
 * @param world its world
 * @param seed its seed
 * @param steps its budget
 * @param spec its run spec
 * @param after ids of the runs that must be done before it
 */
record Job(String run, String arm, String world, long seed, long steps, String spec, List<String> after) {}
