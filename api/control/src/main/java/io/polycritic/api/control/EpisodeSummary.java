package io.polycritic.api.control;

/**
 * An episode that was filmed while an evaluator measured.
 *
 * @param episode its id within the run, {@code <evaluator>@<update>}
 * @param evaluator the path of the evaluator's slot
 * @param update the updates that the run had made
 * @param steps the environment steps that the run had made
 * @param length the steps of the episode that were filmed
 * @param ending how it ended: {@code TERMINATED}, {@code TRUNCATED}, or {@code RUNNING} where the film ends before
 * @param reward the sum of the environment's own reward, or null if it has none
 */
public record EpisodeSummary(
        String episode, String evaluator, long update, long steps, int length, String ending, Double reward) {}
