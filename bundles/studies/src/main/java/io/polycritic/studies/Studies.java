package io.polycritic.studies;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunUser;
import io.polycritic.api.control.ServerControl;
import io.polycritic.api.control.StudyControl;
import io.polycritic.api.control.StudyJob;
import io.polycritic.api.control.StudyPlot;
import io.polycritic.api.control.StudyProgress;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudyRequest;
import io.polycritic.api.control.StudyView;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Carries out the studies that bundles bring. Their runs are ordinary runs, so a study that was killed continues. */
@Component(service = {StudyControl.class, RunUser.class})
public final class Studies implements StudyControl, RunUser {
    private final RunControl runs;
    private final Recipes recipes;
    private final StudyShelf shelf;
    private final Reports reports;
    private final StudyQueue queue;
    /** The runs of what is being carried out, by study. */
    private final Map<String, Set<String>> needed = new ConcurrentHashMap<>();

    /** Begins; called by Declarative Services. */
    @Activate
    public Studies(
            BundleContext context,
            @Reference RunControl runs,
            @Reference ServerControl server,
            @Reference Recipes recipes) {
        this.runs = runs;
        this.recipes = recipes;
        this.shelf = new StudyShelf(new BundleDocuments(context, "Polycritic-Studies"), recipes);
        String data =
                Optional.ofNullable(context.getProperty("polycritic.data")).orElse("polycritic-data");
        this.reports = new Reports(Path.of(data, "studies"));
        this.queue =
                new StudyQueue(Path.of(data, "study-queue.json"), this::study, server::isDraining, Clock.systemUTC());
    }

    @Deactivate
    void close() {
        queue.close();
    }

    @Override
    public StudyJob begin(StudyRequest request) {
        Plan.of(shelf.find(request.study()), request.quick(), request.seeds());
        return queue.begin(request);
    }

    @Override
    public StudyJob cancel(String study, boolean quick) {
        shelf.find(study);
        return queue.cancel(study, quick);
    }

    @Override
    public List<StudyJob> jobs() {
        return queue.jobs();
    }

    @Override
    public List<StudyJob> resume() {
        return queue.resume();
    }

    @Override
    public Optional<String> uses(String run) {
        return needed.entrySet().stream()
                .filter(each -> each.getValue().contains(run))
                .map(each -> "the study " + each.getKey() + ", which is being carried out")
                .findFirst();
    }

    @Override
    public List<StudyView> studies() {
        return shelf.all().entrySet().stream()
                .map(each -> view(each.getKey(), each.getValue()))
                .toList();
    }

    private StudyView view(String name, StudyShelf.Known known) {
        if (known.problem() != null) {
            return new StudyView(name, "", "", "", 0, 0, 0, null, null, known.problem());
        }
        StudySpec study = known.study();
        return new StudyView(
                study.name(),
                Objects.requireNonNullElse(study.system(), ""),
                Objects.requireNonNullElse(study.paper(), ""),
                study.title(),
                study.seeds().size(),
                known.runs(),
                study.steps(),
                reports.result(study.name(), false),
                reports.result(study.name(), true),
                null);
    }

    @Override
    public StudyReport report(String study, boolean quick) {
        shelf.find(study);
        return reports.last(study, quick)
                .orElseThrow(() -> problem(
                        "NOT_FOUND",
                        "study",
                        "there is no report of " + study + (quick ? "'s short form" : "") + " yet"));
    }

    @Override
    public StudyReport study(StudyRequest request, Consumer<StudyProgress> listener) throws InterruptedException {
        StudySpec study = shelf.find(request.study());
        Plan plan = Plan.of(study, request.quick(), request.seeds());
        long begin = System.nanoTime();
        Collection<Job> jobs = Jobs.of(plan, recipes.reading()::spec);
        // A spec that refers to a run can be checked only when that run is there.
        jobs.stream()
                .filter(job -> job.after().isEmpty())
                .map(Job::spec)
                .distinct()
                .forEach(runs::check);
        needed.put(plan.prefix(), jobs.stream().map(Job::run).collect(Collectors.toUnmodifiableSet()));
        try {
            return carryOut(request, plan, jobs, listener, begin);
        } finally {
            needed.remove(plan.prefix());
        }
    }

    private StudyReport carryOut(
            StudyRequest request, Plan plan, Collection<Job> jobs, Consumer<StudyProgress> listener, long begin)
            throws InterruptedException {
        StudySpec study = plan.study();
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

    static ProblemException problem(String code, String path, String message) {
        return new ProblemException(new Problem(code, path, message));
    }
}
