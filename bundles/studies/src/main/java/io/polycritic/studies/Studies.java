package io.polycritic.studies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.StudyControl;
import io.polycritic.api.control.StudyPlot;
import io.polycritic.api.control.StudyProgress;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudyRequest;
import io.polycritic.api.control.StudyView;
import io.polycritic.store.Json;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
    private final Reports reports;

    /** Begins; called by Declarative Services. */
    @Activate
    public Studies(BundleContext context, @Reference RunControl runs) {
        this.runs = runs;
        this.studies = new BundleDocuments(context, "Polycritic-Studies");
        this.recipes = new BundleDocuments(context, "Polycritic-Recipes");
        String data =
                Optional.ofNullable(context.getProperty("polycritic.data")).orElse("polycritic-data");
        this.reports = new Reports(Path.of(data, "studies"));
    }

    @Override
    public List<StudyView> studies() {
        return read().values().stream().map(this::view).toList();
    }

    private StudyView view(StudySpec study) {
        Plan plan = Plan.of(study, false, null);
        return new StudyView(
                study.name(),
                Objects.requireNonNullElse(study.system(), ""),
                Objects.requireNonNullElse(study.paper(), ""),
                study.title(),
                study.seeds().size(),
                Jobs.of(plan, this::recipe).size(),
                study.steps(),
                result(study.name(), false),
                result(study.name(), true));
    }

    private StudyView.StudyResult result(String study, boolean quick) {
        return reports.last(study, quick)
                .map(report -> new StudyView.StudyResult(report.finished(), report.summary()))
                .orElse(null);
    }

    @Override
    public StudyReport report(String study, boolean quick) {
        find(study);
        return reports.last(study, quick)
                .orElseThrow(() -> problem(
                        "NOT_FOUND",
                        "study",
                        "there is no report of " + study + (quick ? "'s short form" : "") + " yet"));
    }

    @Override
    public StudyReport study(StudyRequest request, Consumer<StudyProgress> listener) throws InterruptedException {
        StudySpec study = find(request.study());
        Plan plan = Plan.of(study, request.quick(), request.seeds());
        long begin = System.nanoTime();
        Collection<Job> jobs = Jobs.of(plan, this::recipe);
        // A spec that refers to a run can be checked only when that run is there.
        jobs.stream()
                .filter(job -> job.after().isEmpty())
                .map(Job::spec)
                .distinct()
                .forEach(runs::check);
        Outcomes outcomes = new Outcomes(plan);
        new StudyRuns(runs, request.fresh(), listener, (job, view) -> {
                    if (!job.arm().isEmpty()) {
                        Measures measures = new Measures(runs, view, study.metrics());
                        study.metrics().forEach(metric -> outcomes.put(job, metric.name(), measures.of(metric)));
                    }
                })
                .run(jobs);
        return reports.make(outcomes, jobs, (System.nanoTime() - begin) / 1e9);
    }

    @Override
    public String plot(String study, boolean quick, String metric, StudyPlot plot) {
        Plots plots = new Plots(report(study, quick), metric);
        Optional<String> drawn =
                switch (plot) {
                    case INTERVALS -> Optional.of(plots.intervals());
                    case CURVES -> plots.curves();
                    case PROFILES -> plots.profiles();
                };
        return drawn.orElseThrow(() -> problem(
                "NOT_FOUND", "plot", metric + " has no " + plot.name().toLowerCase(Locale.ROOT) + " in this report"));
    }

    private JsonNode recipe(String name) {
        Map<String, String> all = recipes.all();
        if (!all.containsKey(name)) {
            throw problem("USER", "recipe", "there is no recipe '" + name + "'; there are " + all.keySet());
        }
        try {
            return Json.mapper().readTree(all.get(name));
        } catch (JsonProcessingException e) {
            throw problem("USER", "recipe", "'" + name + "' is no JSON: " + e.getOriginalMessage());
        }
    }

    private StudySpec find(String name) {
        Map<String, StudySpec> all = read();
        if (!all.containsKey(name)) {
            throw problem("NOT_FOUND", "study", "there is no study '" + name + "'; there are " + all.keySet());
        }
        return all.get(name);
    }

    private Map<String, StudySpec> read() {
        Map<String, StudySpec> all = new TreeMap<>();
        studies.all().forEach((file, json) -> {
            StudySpec study = StudyReader.read(json, file + ".json");
            all.put(study.name(), study);
        });
        return all;
    }

    static ProblemException problem(String code, String path, String message) {
        return new ProblemException(new Problem(code, path, message));
    }
}
