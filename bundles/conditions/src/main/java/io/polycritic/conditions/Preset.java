package io.polycritic.conditions;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Names;
import io.polycritic.api.plugin.PolycriticException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Guards that are ready to be picked by name. Each makes a condition for the slot that is swapped, from the series that
 * the run reports; where the run reports nothing that it could be about, it is not on offer.
 */
public enum Preset {
    /** Trips on infinity and NaN. */
    NON_FINITE(
            "Values that are not finite",
            "The newest value of one of the slot's own series is infinite or NaN.",
            slot -> any(slot.own(), series -> "!finite(" + series + ")")),

    /** Trips on a loss that jumps. */
    LOSS_SPIKE(
            "Loss spike",
            "The slot's mean loss of 10 updates lies above that of the 100 before the swap by 5 of their standard"
                    + " deviations and by as much again as it was.",
            slot -> any(
                    slot.own("loss", "policyLoss"),
                    series -> rises(series, 10, 100, 5, "abs(before(" + series + ", 100))"))),

    /** Trips on a falling return. */
    RETURN_DROP(
            "Drop of the return",
            "The mean return of 20 updates lies below that of the 100 before the swap by 2 of their standard"
                    + " deviations: for a critic or reward the return of its name, else every return.",
            slot -> any(slot.returns(), series -> falls(series, 20, 100, 2, "0"))),

    /** Trips on a falling score. */
    EVALUATOR_DROP(
            "Drop of an evaluator's return",
            "A return that an evaluator measured is lower than the mean of the 3 before the swap by a fifth of it and by"
                    + " 2 of their standard deviations.",
            slot -> any(slot.evaluated(), series -> falls(series, 1, 3, 2, "0.2 * abs(before(" + series + ", 3))"))),

    /** Trips on a critic that predicts worse than a constant. */
    VALUE_EXPLAINED_VARIANCE(
            "Value worse than a constant",
            "The critic explained some variance of the returns before the swap, more than 0.1 in the mean of 50 updates,"
                    + " and over 20 updates explains less than none.",
            slot -> any(
                    slot.own("explainedVariance"),
                    series -> "mean(" + series + ", 20) < 0 && before(" + series + ", 50) > 0.1")),

    /** Trips on gradients that grow without bounds. */
    GRADIENT_SURGE(
            "Gradient surge",
            "The mean norm of an optimizer's gradient over 10 updates is more than 10 times that of the 100 before the"
                    + " swap: the slot's own for an optimizer, else that of every optimizer.",
            slot -> any(slot.gradients(), series -> "mean(" + series + ", 10) > 10 * before(" + series + ", 100)")),

    /** Trips on a policy that stops to explore. */
    ENTROPY_COLLAPSE(
            "Entropy collapse",
            "The policy's mean entropy of 20 updates lies below that of the 100 before the swap by 5 of their standard"
                    + " deviations and by half of it.",
            slot -> any(
                    slot.learner("entropy"),
                    series -> falls(series, 20, 100, 5, "0.5 * abs(before(" + series + ", 100))"))),

    /** Trips on more violations. */
    VIOLATION_RISE(
            "More violations",
            "The mean rate of violations over 20 updates is more than twice that of the 100 before the swap, and at least"
                    + " a hundredth higher.",
            slot -> any(
                    slot.learner("violationRate"),
                    series -> "mean(" + series + ", 20) > 2 * before(" + series + ", 100) + 0.01")),

    /** Trips on a part that no longer reports. */
    SILENCE(
            "A part that fell silent",
            "The slot has not reported its loss for 200 updates.",
            slot -> any(slot.own("loss", "policyLoss"), series -> "age(" + series + ") > 200")),

    /** Trips on slow updates. */
    UPDATE_STALL(
            "Slow updates",
            "The run makes less than a third of the steps a second that it made before the swap: means of 20 and 50"
                    + " values. It goes by the clock, so another run of the same spec may decide otherwise; what this one"
                    + " decided is in its journal.",
            slot -> any(
                    slot.run("stepsPerSecond"), series -> "mean(" + series + ", 20) < before(" + series + ", 50) / 3"));

    private static final String NAME = "[a-z]+(-[a-z]+)*";

    private final String title;
    private final String text;
    private final Template template;

    Preset(String title, String text, Template template) {
        this.title = title;
        this.text = text;
        this.template = template;
    }

    /** Makes the expression for a slot, an empty one where there is nothing to look at. */
    private interface Template {
        String expression(SlotSeries slot);
    }

    /** Makes the expression for a series, which is quoted already. */
    private interface Part {
        String expression(String series);
    }

    /**
     * The name to pick it by.
     *
     * @return the name, such as {@code loss-spike}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A title for people.
     *
     * @return the title
     */
    public String title() {
        return title;
    }

    /**
     * What it trips on.
     *
     * @return one or two sentences
     */
    public String text() {
        return text;
    }

    /**
     * Makes the condition for a slot.
     *
     * @param slot the path of the slot that is swapped
     * @param series the names of the series that the run reports
     * @return the condition, or nothing where no such series is there
     */
    public Optional<String> expression(String slot, Collection<String> series) {
        String expression = template.expression(new SlotSeries(slot, series));
        return expression.isEmpty() ? Optional.empty() : Optional.of(expression);
    }

    /**
     * Reads a guard: the name of a preset, or a condition.
     *
     * @param path where it stands, for errors
     * @param guard the name or the condition
     * @param slot the path of the slot that is swapped
     * @param series the names of the series that the run reports
     * @return the condition
     * @throws PolycriticException of code USER if it is neither, or is about series that the run does not report
     */
    public static Condition read(String path, String guard, String slot, Collection<String> series) {
        if (!isName(guard)) {
            Condition condition = Condition.parse(path, guard);
            condition.check(path, series);
            return condition;
        }
        String expression = named(path, guard)
                .expression(slot, series)
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.USER,
                        path,
                        "the guard '" + guard + "' finds nothing to look at for " + slot + "; possible are "
                                + Arrays.stream(values())
                                        .filter(preset ->
                                                preset.expression(slot, series).isPresent())
                                        .map(Preset::id)
                                        .toList()));
        return Condition.parse(path, expression);
    }

    /**
     * Says whether a guard is written as a name rather than as a condition.
     *
     * @param guard the guard
     * @return whether it is
     */
    public static boolean isName(String guard) {
        return guard.matches(NAME);
    }

    /**
     * Finds a preset.
     *
     * @param path where the name stands, for errors
     * @param name the name
     * @return the preset
     * @throws PolycriticException of code USER, with the nearest name, if there is none
     */
    public static Preset named(String path, String name) {
        List<String> ids = Arrays.stream(values()).map(Preset::id).toList();
        int at = ids.indexOf(name);
        if (at >= 0) {
            return values()[at];
        }
        String nearest = Names.nearest(name, ids);
        throw new PolycriticException(
                ErrorCode.USER,
                path,
                "there is no guard '" + name + "';" + (nearest.isEmpty() ? "" : " did you mean '" + nearest + "'?")
                        + " there are " + ids + ", or a condition such as mean('learner/return', 50) < 10");
    }

    private static String any(List<String> series, Part part) {
        return series.stream().map(name -> part.expression("'" + name + "'")).collect(Collectors.joining(" || "));
    }

    private static String rises(String series, int now, int before, int deviations, String margin) {
        return mean(series, now) + " > " + before(series, before) + " + " + deviations + " * " + spread(series, before)
                + " + " + margin;
    }

    private static String falls(String series, int now, int before, int deviations, String margin) {
        return mean(series, now) + " < " + before(series, before) + " - " + deviations + " * " + spread(series, before)
                + " - " + margin;
    }

    private static String mean(String series, int values) {
        return "mean(" + series + ", " + values + ")";
    }

    private static String before(String series, int values) {
        return "before(" + series + ", " + values + ")";
    }

    private static String spread(String series, int values) {
        return "beforeStd(" + series + ", " + values + ")";
    }
}
