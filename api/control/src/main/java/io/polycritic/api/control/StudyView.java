package io.polycritic.api.control;

/**
 * A study that can be carried out.
 *
 * @param name its name, in kebab-case
 * @param title one line: what it compares
 * @param seeds how many seeds it takes by itself
 * @param steps environment steps of all its runs together
 */
public record StudyView(String name, String title, int seeds, long steps) {}
