package io.polycritic.studies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.StudyControl;
import io.polycritic.api.control.StudyProgress;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudyRequest;
import io.polycritic.api.control.StudyView;
import io.polycritic.store.AtomicFile;
import io.polycritic.store.Json;
import io.polycritic.studies.StudySpec.Arm;
import io.polycritic.studies.StudySpec.Bar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Carries out the studies that bundles bring. Their runs are ordinary runs, so a study that was killed continues. */
@Component(service = StudyControl.class)
public final class Studies implements StudyControl {
    private final RunControl runs;
    private final BundleDocuments studies;
    private final BundleDocuments recipes;
    private final Path reports;

    /** Begins; called by Declarative Services. */
    @Activate
    public Studies(BundleContext context, @Reference RunControl runs) {
        this.runs = runs;
        this.studies = new BundleDocuments(context, "Polycritic-Studies");
        this.recipes = new BundleDocuments(context, "Polycritic-Recipes");
        String data =
                Optional.ofNullable(context.getProperty("polycritic.data")).orElse("polycritic-data");
        this.reports = Path.of(data, "studies");
    }

    @Override
    public List<StudyView> studies() {
        return studies.all().entrySet().stream()
                .map(entry -> StudyReader.read(entry.getValue(), entry.getKey() + ".json"))
                .map(study ->
                        new StudyView(study.name(), study.title(), study.seeds().size(), study.steps()))
                .toList();
    }

    @Override
    public StudyReport study(StudyRequest request, Consumer<StudyProgress> listener) throws InterruptedException {
        StudySpec study = find(request.study());
        Plan plan = plan(study, request);
        long begin = System.nanoTime();
        Results results = new Results(study, plan.arms, plan.seeds);
        List<StudyRuns.Job> jobs = jobs(study, plan, request.quick());
        new StudyRuns(runs, listener)
                .run(jobs, (job, view) -> results.put(job.arm(), job.seed(), Measures.of(runs, view, study.metrics())));
        List<Results.Verdict> verdicts = results.judge(plan.bars);
        long reached = verdicts.stream().filter(Results.Verdict::reached).count();
        StringBuilder table = new StringBuilder(results.table()).append('\n');
        verdicts.forEach(verdict -> table.append(verdict.reached() ? "reached  " : "MISSED   ")
                .append(verdict.text())
                .append('\n'));
        StudyReport report = new StudyReport(
                study.name() + (request.quick() ? " (quick)" : ""),
                study.title(),
                (System.nanoTime() - begin) / 1e9,
                verdicts.isEmpty()
                        ? "no bars apply to these arms"
                        : reached + " of " + verdicts.size() + " bars reached, " + plan.seeds.size() + " seeds of "
                                + plan.steps + " steps for each of " + plan.arms.size() + " arms",
                table.toString(),
                results.rows(),
                jobs.stream().map(StudyRuns.Job::run).toList());
        String name = study.name() + (request.quick() ? ".quick" : "") + ".json";
        AtomicFile.write(
                reports.resolve(name), out -> out.write(Json.pretty(report).getBytes(StandardCharsets.UTF_8)));
        return report;
    }

    /** What is run: all of the study, or its short form. */
    private record Plan(List<String> arms, List<Long> seeds, long steps, List<Bar> bars) {}

    private static Plan plan(StudySpec study, StudyRequest request) {
        boolean quick = request.quick() && study.quick() != null;
        List<Long> seeds = new ArrayList<>(quick ? study.quick().seeds() : study.seeds());
        if (request.seeds() != null) {
            if (request.seeds() < 2) {
                throw problem(
                        "USER",
                        "seeds",
                        "found " + request.seeds() + ", allowed are at least 2: one seed shows nothing");
            }
            for (long next = 1; seeds.size() < request.seeds(); next++) {
                if (!seeds.contains(next)) {
                    seeds.add(next);
                }
            }
            seeds = seeds.subList(0, request.seeds());
        }
        List<String> arms = quick
                ? study.quick().arms()
                : study.arms().stream().map(Arm::name).toList();
        List<Bar> bars = quick ? study.quick().bars() : study.bars();
        return new Plan(
                arms,
                seeds,
                quick ? study.quick().steps() : study.steps(),
                Objects.requireNonNullElse(bars, List.of()));
    }

    private List<StudyRuns.Job> jobs(StudySpec study, Plan plan, boolean quick) {
        JsonNode recipe = recipe(study);
        List<StudyRuns.Job> jobs = new ArrayList<>();
        for (long seed : plan.seeds) {
            for (String arm : plan.arms) {
                JsonNode patch = study.arms().stream()
                        .filter(each -> each.name().equals(arm))
                        .findFirst()
                        .orElseThrow()
                        .patch();
                String spec = (patch == null ? recipe : MergePatch.apply(recipe, patch)).toString();
                runs.check(spec);
                String run = study.name() + (quick ? ".quick." : ".") + arm + "." + seed;
                jobs.add(new StudyRuns.Job(run, arm, seed, plan.steps, spec));
            }
        }
        return jobs;
    }

    private JsonNode recipe(StudySpec study) {
        Map<String, String> all = recipes.all();
        if (!all.containsKey(study.recipe())) {
            throw problem(
                    "USER",
                    "recipe",
                    "the study " + study.name() + " needs the recipe '" + study.recipe() + "'; there are "
                            + all.keySet());
        }
        try {
            return Json.mapper().readTree(all.get(study.recipe()));
        } catch (JsonProcessingException e) {
            throw problem("USER", "recipe", "'" + study.recipe() + "' is no JSON: " + e.getOriginalMessage());
        }
    }

    private StudySpec find(String name) {
        Map<String, StudySpec> all = new TreeMap<>();
        studies.all().forEach((file, json) -> {
            StudySpec study = StudyReader.read(json, file + ".json");
            all.put(study.name(), study);
        });
        if (!all.containsKey(name)) {
            throw problem("NOT_FOUND", "study", "there is no study '" + name + "'; there are " + all.keySet());
        }
        return all.get(name);
    }

    static ProblemException problem(String code, String path, String message) {
        return new ProblemException(new Problem(code, path, message));
    }
}
