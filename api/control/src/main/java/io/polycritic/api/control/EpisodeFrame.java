package io.polycritic.api.control;

import java.util.List;

/**
 * A drawing of a moment of an episode.
 *
 * @param marks how many marks it has
 * @param changed those that are not as at their place in the frame before; in the first frame all
 */
public record EpisodeFrame(int marks, List<EpisodeMark> changed) {}
