package io.polycritic.conditions;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Names;
import io.polycritic.api.plugin.PolycriticException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A test of the numbers that a run reports, such as {@code mean('critics.safety/loss', 50) > 3 *
 * before('critics.safety/loss', 50) || !finite('learner/policyLoss')}.
 *
 * <p>It is made of functions of series, numbers, {@code abs(x)}, {@code + - * /}, the comparisons {@code < <= > >= ==
 * !=}, {@code ! && ||} and parentheses. A series is named in quotes as it stands in the metrics of a run, {@code <slot
 * path>/<name>}. A window counts values: updates that did not report the series do not count.
 *
 * <ul>
 *   <li>Numbers are doubles as in Java. A window that holds NaN has NaN as mean, sum, smallest, largest, deviation,
 *       median and slope until it has moved on; a comparison with NaN is false, and only {@code !=} is true.
 *   <li>Until a window is full, until a series has a value, and before the first mark, a comparison with it is neither
 *       true nor false but unknown: {@code !} of it is unknown too, {@code &&} with something false is false, and
 *       {@code ||} with something true is true. A condition holds only when it is known to hold.
 * </ul>
 *
 * <p>Conditions are values: they keep nothing of a run. What they ask for is kept by a {@link History}.
 */
public final class Condition {
    /** The longest window. */
    public static final int LONGEST = 100_000;

    /** The longest window of a median, whose values are kept sorted. */
    public static final int LONGEST_MEDIAN = 10_000;

    /**
     * The longest window before a mark: so many values are kept of each series all the time, for nobody knows of a mark
     * in advance.
     */
    public static final int LONGEST_BEFORE = History.KEPT;

    /** The longest that all windows of a condition may be together, which bounds its memory. */
    public static final int LONGEST_TOGETHER = 2 * LONGEST;

    /** The longest text, in characters. */
    public static final int LONGEST_TEXT = 4_000;

    private final String text;
    private final Term.Test test;
    private final List<Reading> readings;

    Condition(String text, Term.Test test, List<Reading> readings) {
        this.text = text;
        this.test = test;
        this.readings = List.copyOf(readings);
    }

    /**
     * Reads a condition.
     *
     * @param path where the text stands, for errors: a path in a run spec, a field of a request
     * @param text the condition
     * @return the condition
     * @throws PolycriticException of code USER that names the column, what was found and what is allowed
     */
    public static Condition parse(String path, String text) {
        return new ConditionReader(path, text).read();
    }

    /**
     * The condition as it was written.
     *
     * @return the text
     */
    public String text() {
        return text;
    }

    /**
     * Lists the series that it is about.
     *
     * @return their names, {@code <slot path>/<name>}
     */
    public Set<String> series() {
        return readings.stream().map(Reading::series).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Says whether it compares with what was before a mark, which makes sense for the guard of a swap alone.
     *
     * @return whether it does
     */
    public boolean looksBehindMark() {
        return readings.stream().anyMatch(reading -> reading.statistic().beforeMark());
    }

    /**
     * Says how long its windows are together, which is what it costs to keep.
     *
     * @return the sum of all lengths
     */
    public int windows() {
        return readings.stream().mapToInt(Reading::window).sum();
    }

    /**
     * Checks that its series are known ones.
     *
     * @param path where the condition stands, for the error
     * @param known the names that exist
     * @throws PolycriticException of code USER that names the series and the nearest known one
     */
    public void check(String path, Collection<String> known) {
        for (Reading reading : readings) {
            if (!known.contains(reading.series())) {
                String nearest = Names.nearest(reading.series(), known);
                throw new PolycriticException(
                        ErrorCode.USER,
                        path,
                        "nothing reports the series '" + reading.series() + "';"
                                + (nearest.isEmpty() ? "" : " did you mean '" + nearest + "'?") + " reported are "
                                + known.stream().sorted().toList());
            }
        }
    }

    List<Reading> readings() {
        return readings;
    }

    Verdict verdict(Readings values) {
        return test.verdict(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && condition.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
