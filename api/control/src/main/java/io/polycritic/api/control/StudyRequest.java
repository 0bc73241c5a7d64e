package io.polycritic.api.control;

/**
 * Asks for a study.
 *
 * @param study its name
 * @param quick whether to take the study's short form: fewer steps, to see that it works
 * @param seeds how many seeds, at least 2; null for the study's own number
 * @param fresh whether runs that are there already are set aside and begun anew
 */
public record StudyRequest(String study, boolean quick, Integer seeds, boolean fresh) {}
