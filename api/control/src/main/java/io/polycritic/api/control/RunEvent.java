package io.polycritic.api.control;

import java.util.Map;

/**
 * Something that happened in a run.
 *
 * @param run the run
 * @param type {@code metrics}, {@code evaluation}, {@code state}, {@code ticket}, {@code upgrade}, {@code set-back},
 *     {@code deleted}
 * @param update updates made
 * @param steps steps made
 * @param metrics for {@code metrics} and {@code evaluation}: the new values by series name
 * @param ticket for {@code ticket}: the ticket, else null
 * @param state the run's state
 */
public record RunEvent(
        String run, String type, long update, long steps, Map<String, Double> metrics, Ticket ticket, RunState state) {}
