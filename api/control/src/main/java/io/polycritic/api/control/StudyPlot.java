package io.polycritic.api.control;

/** The pictures of a report, each of one metric. */
public enum StudyPlot {
    /** The interquartile mean of each arm with its 95 % interval, and the runs behind it. */
    INTERVALS,
    /** The interquartile mean of each arm over the steps. */
    CURVES,
    /** The share of each arm's runs above each value. */
    PROFILES
}
