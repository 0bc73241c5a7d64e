package io.polycritic.api.control;

/**
 * How far a study is. Each of its runs counts the same, however many steps it has: what a step is differs between
 * learners, and with it what it costs.
 *
 * @param done runs that are done
 * @param runs runs to make
 * @param share share of the work that is done, from 0 to 1, with what has been made of the runs that it is at
 * @param message what it is doing, for example the runs that it is at
 */
public record StudyProgress(int done, int runs, double share, String message) {}
