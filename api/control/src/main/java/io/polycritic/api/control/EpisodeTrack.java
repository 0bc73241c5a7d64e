package io.polycritic.api.control;

/**
 * What was said of each step of an episode.
 *
 * @param name who said it: {@code signals.<field>} the environment, {@code actions.<field>} the policy,
 *     {@code rewards.<slot>} a reward model, {@code values.<slot>} a critic, of the state before the step
 * @param unit the unit, empty if it has none
 * @param values one for each step
 */
public record EpisodeTrack(String name, String unit, double[] values) {}
