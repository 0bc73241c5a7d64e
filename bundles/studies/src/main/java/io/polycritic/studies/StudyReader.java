package io.polycritic.studies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.store.Json;
import io.polycritic.studies.StudySpec.Arm;
import io.polycritic.studies.StudySpec.Bar;
import io.polycritic.studies.StudySpec.Metric;
import io.polycritic.studies.StudySpec.Quick;
import io.polycritic.studies.StudySpec.Stage;
import io.polycritic.studies.StudySpec.Variant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a study and checks that it can say anything: a baseline, two seeds, equal budgets, bars about what exists. */
final class StudyReader {
    private static final ObjectReader READER =
            Json.mapper().readerFor(StudySpec.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final String NAMES = "allowed are up to 32 small letters, digits, '-'";

    private final StudySpec study;
    private final String file;
    private final Set<String> arms;
    private final Set<String> worlds;
    private final Set<String> metrics;

    private StudyReader(StudySpec study, String file) {
        this.study = study;
        this.file = file;
        require(study.arms() != null && study.arms().size() > 1, "arms: the method and at least one baseline");
        require(study.metrics() != null && !study.metrics().isEmpty(), "metrics: at least one");
        this.arms = study.arms().stream().map(Arm::name).collect(Collectors.toCollection(TreeSet::new));
        this.worlds = study.worlds().stream().map(Variant::name).collect(Collectors.toCollection(TreeSet::new));
        this.metrics = study.metrics().stream().map(Metric::name).collect(Collectors.toCollection(TreeSet::new));
    }

    static StudySpec read(String json, String file) {
        StudySpec study;
        try {
            study = READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw invalid(file, e.getOriginalMessage());
        }
        new StudyReader(study, file).check();
        return study;
    }

    private void check() {
        name("name", study.name());
        require(study.recipe() != null, "recipe: is required");
        require(study.steps() > 0, "steps: at least 1");
        seeds("seeds", study.seeds());
        require(arms.contains(study.method()), "method: found '" + study.method() + "', allowed is one of " + arms);
        require(arms.size() == study.arms().size(), "arms: names must differ");
        require(worlds.size() == study.worlds().size(), "worlds: names must differ");
        worlds.forEach(world -> name("worlds", world));
        study.arms().forEach(this::checkArm);
        checkTuning();
        study.stages().forEach(this::checkStage);
        study.metrics().forEach(this::checkMetric);
        study.bars().forEach(this::checkBar);
        if (study.quick() != null) {
            checkQuick(study.quick());
        }
    }

    private void checkArm(Arm arm) {
        name("arms", arm.name());
        String at = "arms." + arm.name();
        unbudgeted(at, arm.patch());
        require(worlds.containsAll(arm.inWorlds().keySet()), at + ".inWorlds: allowed are " + worlds);
        arm.inWorlds().values().forEach(patch -> unbudgeted(at + ".inWorlds", patch));
        boolean equal = arm.steps() == null || arm.steps() == study.steps();
        require(
                equal
                        || arm.steps() > 0
                                && arm.because() != null
                                && !arm.because().isBlank(),
                at + ".steps: found " + arm.steps() + " where the study has " + study.steps()
                        + "; unequal budgets need a reason in 'because'");
        require(
                arm.role() == null || Set.of("baseline", "ablation", "oracle").contains(arm.role()),
                at + ".role: found '" + arm.role() + "', allowed is baseline, ablation, oracle");
    }

    /** Settings that are chosen out of more trials than the others' win by that alone. */
    private void checkTuning() {
        List<Arm> tuned =
                study.arms().stream().filter(arm -> arm.tuning() != null).toList();
        for (Arm arm : tuned) {
            require(
                    arm.tuning().trials() > 0 && arm.tuning().what() != null,
                    "arms." + arm.name() + ".tuning: needs trials of at least 1, and what was tried");
            require(
                    arm.tuning().trials() == tuned.get(0).tuning().trials(),
                    "arms." + arm.name() + ".tuning.trials: found "
                            + arm.tuning().trials() + " where "
                            + tuned.get(0).name() + " has "
                            + tuned.get(0).tuning().trials() + "; tuning budgets must be equal");
        }
    }

    private void checkStage(Stage stage) {
        name("stages", stage.name());
        String at = "stages." + stage.name();
        require(!arms.contains(stage.name()), at + ": there is an arm of this name");
        require(stage.recipe() != null, at + ".recipe: is required");
        require(stage.steps() > 0, at + ".steps: at least 1");
        require(
                stage.shared() == null || stage.seed() != null,
                at + ".seed: is required where a run is shared by studies");
        unbudgeted(at, stage.patch());
    }

    private void checkMetric(Metric metric) {
        String at = "metrics." + metric.name();
        require(metric.series() != null, at + ".series: is required");
        require(
                metric.better() != null && Set.of("higher", "lower", "neither").contains(metric.better()),
                at + ".better: found '" + metric.better() + "', allowed is higher, lower, neither");
        StudySpec.Dip dip = metric.dip();
        require(
                dip == null || Math.min(dip.before(), dip.after()) >= 1 && dip.at() >= dip.before(),
                at + ".dip: needs at, and before and after of at least 1, before at most at");
        int ways = (dip == null ? 0 : 1) + (metric.area() ? 1 : 0) + (metric.samples() ? 1 : 0);
        ways += metric.best() ? 1 : 0;
        require(ways <= 1, at + ": allowed is one of dip, area, samples, best");
        require(!metric.best() || !metric.better().equals("neither"), at + ".best: needs a better one");
    }

    private void checkBar(Bar bar) {
        checkCounts(bar);
        require(metrics.contains(bar.metric()), "bars: no metric '" + bar.metric() + "'; there are " + metrics);
        require(arms.contains(bar.arm()), "bars: no arm '" + bar.arm() + "'; there are " + arms);
        require(
                bar.compares() == (bar.against() != null) && (bar.against() == null || arms.contains(bar.against())),
                "bars: 'against' goes with 'by', 'factor' or 'times' and names one of " + arms);
        require(
                bar.compares() || bar.atLeast() != null || bar.atMost() != null,
                "bars: needs atLeast, atMost, or against with by, factor or times");
        require(
                bar.of() == null || Set.of("iqm", "mean", "every").contains(bar.of()),
                "bars.of: found '" + bar.of() + "', allowed is iqm, mean, every");
        require(
                bar.minus() == null
                        || bar.by() != null
                                && arms.containsAll(
                                        List.of(bar.minus().arm(), bar.minus().against())),
                "bars.minus: goes with 'by' and names two of " + arms);
        require(
                bar.ceiling() == null
                        || bar.by() != null
                                && bar.inWorlds() != null
                                && arms.contains(bar.ceiling().arm()),
                "bars.ceiling: goes with 'by' and 'inWorlds' and names one of " + arms);
        require(
                bar.world() == null || worlds.contains(bar.world()),
                "bars.world: found '" + bar.world() + "', allowed is one of " + worlds);
    }

    /** A bar that asks for more seeds or runs than there are could never be reached. */
    private void checkCounts(Bar bar) {
        int seeds = study.seeds().size();
        int runs = bar.world() == null ? seeds * Math.max(1, worlds.size()) : seeds;
        require(
                bar.seeds() == null || bar.seeds() >= 1 && bar.seeds() <= seeds,
                "bars.seeds: found " + bar.seeds() + ", allowed is 1 to " + seeds);
        require(
                bar.runs() == null || bar.runs() >= 1 && bar.runs() <= runs && bar.seeds() == null,
                "bars.runs: found " + bar.runs() + ", allowed is 1 to " + runs + ", without seeds");
    }

    private void checkQuick(Quick quick) {
        require(quick.steps() > 0, "quick.steps: at least 1");
        require(quick.arms() != null && arms.containsAll(quick.arms()), "quick.arms: allowed are " + arms);
        require(quick.arms().contains(study.method()), "quick.arms: must contain the method");
        require(quick.arms().size() > 1, "quick.arms: the method and at least one baseline");
        require(
                quick.worlds() == null || !quick.worlds().isEmpty() && worlds.containsAll(quick.worlds()),
                "quick.worlds: allowed are " + worlds);
        Set<String> stages = study.stages().stream().map(Stage::name).collect(Collectors.toSet());
        require(stages.containsAll(quick.stageSteps().keySet()), "quick.stageSteps: allowed are " + stages);
        seeds("quick.seeds", quick.seeds());
        unbudgeted("quick", quick.patch());
        unbudgeted("quick.armPatch", quick.armPatch());
        quick.bars().forEach(this::checkBar);
    }

    private void seeds(String field, List<Long> seeds) {
        require(
                seeds != null && new HashSet<>(seeds).size() == seeds.size() && seeds.size() > 1,
                field + ": at least two different ones, one seed shows nothing");
    }

    private void unbudgeted(String at, JsonNode patch) {
        require(patch == null || !patch.has("budget") && !patch.has("seed"), at + ": must not change budget or seed");
    }

    private void name(String field, String name) {
        require(name != null && name.matches("[a-z0-9-]{1,32}"), field + ": found name '" + name + "', " + NAMES);
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw invalid(file, message);
        }
    }

    private static ProblemException invalid(String file, String message) {
        return new ProblemException(new Problem("USER", file, file + ": " + message));
    }
}
