package io.polycritic.api.control;

/**
 * Something that must hold of a study's figures.
 *
 * @param text what must hold, with the figure that was found
 * @param metric the metric that it is about
 * @param reached whether it holds
 * @param counts whether the study fails where it does not; else it is reported only
 * @param found the figure, its interval where it is about one
 */
public record StudyBar(String text, String metric, boolean reached, boolean counts, StudyInterval found) {}
