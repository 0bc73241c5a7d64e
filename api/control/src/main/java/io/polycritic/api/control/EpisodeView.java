package io.polycritic.api.control;

import java.util.List;

/**
 * A filmed episode: what it looked like, and what was said of it.
 *
 * @param summary what it is
 * @param stepSeconds simulated seconds of a step, 0 if time has no unit
 * @param tracks what was said of each step
 * @param frames one before each step and one after the last; empty if the environment does not draw itself
 */
public record EpisodeView(
        EpisodeSummary summary, double stepSeconds, List<EpisodeTrack> tracks, List<EpisodeFrame> frames) {}
