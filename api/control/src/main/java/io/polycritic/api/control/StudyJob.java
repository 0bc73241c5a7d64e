package io.polycritic.api.control;

/**
 * A study that somebody has asked for, and how far it is.
 *
 * @param study its name
 * @param quick whether it is the study's short form
 * @param seeds how many seeds; null for the study's own number
 * @param fresh whether runs that were there already are begun anew
 * @param state how it stands
 * @param progress how far it is; null before it begins
 * @param asked when it was asked for, ISO 8601 in UTC
 * @param begun when its first run was begun, ISO 8601 in UTC, or null
 * @param ended when it was over, ISO 8601 in UTC, or null
 * @param problem why it failed, or null
 */
public record StudyJob(
        String study,
        boolean quick,
        Integer seeds,
        boolean fresh,
        StudyState state,
        StudyProgress progress,
        String asked,
        String begun,
        String ended,
        Problem problem) {}
