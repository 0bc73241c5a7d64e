package io.polycritic.api.control;

/**
 * One arm of a study.
 *
 * @param name its name
 * @param steps its budget
 * @param because why that is another budget than the study's; empty if it is the same
 * @param trials how many settings were tried before one was chosen, 0 if nothing was tuned
 * @param tuned what was tuned, empty if nothing was
 */
public record StudyArm(String name, long steps, String because, int trials, String tuned) {}
