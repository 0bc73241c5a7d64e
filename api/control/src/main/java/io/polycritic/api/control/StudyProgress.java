package io.polycritic.api.control;

/**
 * How far a study is.
 *
 * @param done steps made, of all its runs
 * @param total steps to make, of all its runs
 * @param message what it is doing, for example the run that it is at
 */
public record StudyProgress(long done, long total, String message) {}
