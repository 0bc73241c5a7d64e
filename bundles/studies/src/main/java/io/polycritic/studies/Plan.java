package io.polycritic.studies;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.StudyArm;
import io.polycritic.studies.StudySpec.Arm;
import io.polycritic.studies.StudySpec.Bar;
import io.polycritic.studies.StudySpec.Quick;
import io.polycritic.studies.StudySpec.Stage;
import io.polycritic.studies.StudySpec.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How much of a study is carried out: all of it, or its short form.
 *
 * @param study the study
 * @param quick whether this is the short form
 * @param arms the arms
 * @param worlds the worlds; a nameless one without patch where the study lists none
 * @param seeds the seeds
 * @param bars what must hold
 */
record Plan(StudySpec study, boolean quick, List<Arm> arms, List<Variant> worlds, List<Long> seeds, List<Bar> bars) {
    /** The world of a study that lists none. */
    private static final Variant ONLY = new Variant("", null);

    static Plan of(StudySpec study, boolean wantsQuick, Integer seedCount) {
        Quick quick = wantsQuick ? study.quick() : null;
        List<Long> seeds = new ArrayList<>(quick == null ? study.seeds() : quick.seeds());
        if (seedCount != null) {
            if (seedCount < 2) {
                throw Studies.problem(
                        "USER", "seeds", "found " + seedCount + ", allowed are at least 2: one seed shows nothing");
            }
            for (long next = 1; seeds.size() < seedCount; next++) {
                if (!seeds.contains(next)) {
                    seeds.add(next);
                }
            }
            seeds = List.copyOf(seeds.subList(0, seedCount));
        }
        List<Arm> arms = quick == null
                ? study.arms()
                : study.arms().stream()
                        .filter(arm -> quick.arms().contains(arm.name()))
                        .toList();
        List<Variant> worlds = quick == null || quick.worlds() == null
                ? study.worlds()
                : study.worlds().stream()
                        .filter(world -> quick.worlds().contains(world.name()))
                        .toList();
        return new Plan(
                study,
                quick != null,
                arms,
                worlds.isEmpty() ? List.of(ONLY) : worlds,
                seeds,
                quick == null ? study.bars() : quick.bars());
    }

    /** The budget of a run. */
    long steps() {
        return quick ? study.quick().steps() : study.steps();
    }

    /** The budget of an arm's runs; in the short form in the same proportion to the others' as in the whole. */
    long steps(Arm arm) {
        if (arm.steps() == null) {
            return steps();
        }
        return quick ? Math.max(1, Math.round((double) arm.steps() / study.steps() * steps())) : arm.steps();
    }

    long steps(Stage stage) {
        return quick ? study.quick().stageSteps().getOrDefault(stage.name(), stage.steps()) : stage.steps();
    }

    /** What the short form changes in all run specs, or null. */
    JsonNode patch() {
        return quick ? study.quick().patch() : null;
    }

    /** What the short form changes in the run specs of arms alone, or null. */
    JsonNode armPatch() {
        return quick ? study.quick().armPatch() : null;
    }

    /** What the names of its runs begin with. */
    String prefix() {
        return study.name() + (quick ? ".quick" : "");
    }

    List<String> armNames() {
        return arms.stream().map(Arm::name).toList();
    }

    List<String> worldNames() {
        return worlds.stream().map(Variant::name).toList();
    }

    List<StudyArm> armViews() {
        return arms.stream()
                .map(arm -> new StudyArm(
                        arm.name(),
                        steps(arm),
                        Objects.requireNonNullElse(arm.because(), ""),
                        arm.tuning() == null ? 0 : arm.tuning().trials(),
                        arm.tuning() == null ? "" : arm.tuning().what()))
                .toList();
    }
}
