package io.polycritic.studies;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A study as its JSON document has it: arms that differ from one recipe by a merge patch, run in the same worlds over
 * the same seeds with the same budget, compared by metrics and judged by bars.
 *
 * @param name the study's name
 * @param system the published method that it is about, or null
 * @param paper where that was published, or null
 * @param title one line: what it compares
 * @param recipe the run spec that all arms begin from
 * @param method the arm that is the method; the others are its baselines
 * @param steps the budget of every run
 * @param seeds the seeds, at least two
 * @param worlds the worlds that every arm is run in, or null for the recipe's alone
 * @param stages runs that others build on
 * @param arms the arms
 * @param metrics what is compared
 * @param bars what must hold
 * @param quick the short form
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StudySpec(
        String name,
        String system,
        String paper,
        String title,
        String recipe,
        String method,
        long steps,
        List<Long> seeds,
        List<Variant> worlds,
        List<Stage> stages,
        List<Arm> arms,
        List<Metric> metrics,
        List<Bar> bars,
        Quick quick) {
    StudySpec {
        worlds = Objects.requireNonNullElse(worlds, List.of());
        stages = Objects.requireNonNullElse(stages, List.of());
        bars = Objects.requireNonNullElse(bars, List.of());
    }

    /** A world: its name and how run specs differ from the recipe in it (RFC 7396; null removes). */
    record Variant(String name, JsonNode patch) {}

    /**
     * A run that others build on. With a seed it is made once, without one for each of the study's seeds. With
     * {@code shared} it is the run of that name and seed, whatever studies ask for it, in no world; otherwise it is
     * made in each world.
     */
    record Stage(String name, String recipe, long steps, Long seed, String shared, JsonNode patch) {}

    /**
     * One arm: its name and how its run spec differs from the recipe. Another budget than the study's needs a reason.
     *
     * @param role {@code baseline}, {@code ablation} or {@code oracle}; null for a baseline. Only baselines count as
     *     the best one.
     * @param inWorlds how its run spec differs further in a world, by the world's name, as tuning has found it
     */
    record Arm(
            String name,
            JsonNode patch,
            Long steps,
            String because,
            Tuning tuning,
            String role,
            Map<String, JsonNode> inWorlds) {
        Arm {
            inWorlds = Objects.requireNonNullElse(inWorlds, Map.of());
        }

        boolean isBaseline() {
            return role == null || role.equals("baseline");
        }
    }

    /** How an arm's settings were chosen: out of how many that were tried, and what was varied. */
    record Tuning(int trials, String what) {}

    /**
     * What is compared: a name, the series whose last value counts, and whether {@code higher}, {@code lower} or
     * {@code neither} is better. With a dip or an area it is not the last value that counts; with samples, those of the
     * evaluator's last measurement take part in the bootstrap; with {@code best} it is the series' best value.
     */
    record Metric(String name, String series, String better, Dip dip, boolean area, boolean samples, boolean best) {}

    /**
     * How far a series lies below its own past: the mean over the {@code before} updates that end with the update
     * {@code at}, less the mean over the {@code after} updates that follow. Times {@code after} it is the area between
     * the two.
     */
    record Dip(long at, long before, long after) {}

    /**
     * What must hold of a metric of an arm. Alone, {@code of} its runs ({@code iqm}, {@code mean}, or {@code every} one
     * of them; or at least so many {@code seeds} or {@code runs}) {@code atLeast} or {@code atMost} a number. Against
     * another arm: the whole interval of the paired difference, or of its difference to that of two other arms
     * ({@code minus}), at least {@code by} better; at most {@code factor} times, at least {@code times} the other's
     * interquartile mean. In all worlds together, in one {@code world}, or in at least so many by itself
     * ({@code inWorlds}).
     *
     * @param ceiling where another arm has left little to gain, or null
     * @param report whether it is reported without counting
     * @param main whether it sums up the study
     */
    record Bar(
            String metric,
            String arm,
            Double atLeast,
            Double atMost,
            String of,
            Integer seeds,
            Integer runs,
            String against,
            Double by,
            Double factor,
            Double times,
            Pair minus,
            String world,
            Integer inWorlds,
            Ceiling ceiling,
            boolean report,
            boolean main) {
        boolean compares() {
            return by != null || factor != null || times != null;
        }
    }

    /**
     * In a world where the interquartile mean of {@code arm} is {@code atLeast} this, a difference of {@code by} is
     * enough: what is as good as can be has only to be matched.
     */
    record Ceiling(String arm, double atLeast, double by) {}

    /** Two arms, the second to be taken from the first. */
    record Pair(String arm, String against) {}

    /**
     * The short form: what replaces the whole study's, a patch for all of its run specs, and one for those of the arms
     * alone, which stages of other recipes do not get.
     */
    record Quick(
            long steps,
            Map<String, Long> stageSteps,
            List<Long> seeds,
            List<String> arms,
            List<String> worlds,
            JsonNode patch,
            JsonNode armPatch,
            List<Bar> bars) {
        Quick {
            stageSteps = Objects.requireNonNullElse(stageSteps, Map.of());
            bars = Objects.requireNonNullElse(bars, List.of());
        }
    }
}
