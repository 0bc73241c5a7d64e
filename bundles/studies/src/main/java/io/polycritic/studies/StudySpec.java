package io.polycritic.studies;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A study as its JSON document has it: arms that differ from one recipe by a merge patch, run over the same seeds with
 * the same budget, compared by metrics and judged by bars.
 *
 * @param name the study's name
 * @param title one line: what it compares
 * @param recipe the run spec that all arms begin from
 * @param method the arm that is the method; the others are its baselines
 * @param steps the budget of every run
 * @param seeds the seeds, at least two
 * @param arms the arms
 * @param metrics what is compared
 * @param bars what must hold
 * @param quick the short form
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StudySpec(
        String name,
        String title,
        String recipe,
        String method,
        long steps,
        List<Long> seeds,
        List<Arm> arms,
        List<Metric> metrics,
        List<Bar> bars,
        Quick quick) {
    /** One arm: its name and how its run spec differs from the recipe (RFC 7396; null removes). */
    record Arm(String name, JsonNode patch) {}

    /**
     * What is compared: a name, the series whose last value counts, and whether {@code higher} or {@code lower} is
     * better. With a dip it is not the last value that counts.
     */
    record Metric(String name, String series, String better, Dip dip) {}

    /**
     * How far a series lies below its own past: the mean over the {@code before} updates that end with the update
     * {@code at}, less the mean over the {@code after} updates that follow. Times {@code after} it is the area between
     * the two.
     */
    record Dip(long at, long before, long after) {}

    /**
     * What must hold of a metric of an arm: its interquartile mean {@code atLeast} or {@code atMost} a number; or
     * against another arm, the whole interval of the paired difference at least {@code by} better; or at most
     * {@code factor} times the other arm's interquartile mean.
     */
    record Bar(String metric, String arm, Double atLeast, Double atMost, String against, Double by, Double factor) {}

    /** The short form: what replaces the whole study's. */
    record Quick(long steps, List<Long> seeds, List<String> arms, List<Bar> bars) {}
}
