package io.polycritic.http.testkit;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.StudyArm;
import io.polycritic.api.control.StudyBar;
import io.polycritic.api.control.StudyControl;
import io.polycritic.api.control.StudyFigure;
import io.polycritic.api.control.StudyInterval;
import io.polycritic.api.control.StudyJob;
import io.polycritic.api.control.StudyPlot;
import io.polycritic.api.control.StudyProgress;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudyRequest;
import io.polycritic.api.control.StudyState;
import io.polycritic.api.control.StudySummary;
import io.polycritic.api.control.StudyView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Two studies, one of which has been carried out. */
public final class SampleStudies implements StudyControl {
    private static final String FINISHED = "2026-01-02T03:04:05Z";
    private static final StudyInterval AHEAD = new StudyInterval(0.42, 0.31, 0.55);
    private static final StudySummary SUMMARY = new StudySummary(
            "slim",
            "coverage",
            "slim",
            "sum",
            AHEAD.estimate(),
            List.of(AHEAD.low(), AHEAD.high()),
            "coverage of slim ahead of sum by 0.4: 0.420 [0.310, 0.550]",
            false,
            List.of(
                    new StudySummary.Check("coverage of slim >= 0.9: 0.970", true, true),
                    new StudySummary.Check("coverage of slim ahead of sum by 0.4: 0.420 [0.310, 0.550]", false, true)));

    private final List<StudyJob> jobs = new ArrayList<>();

    /** The studies. */
    public SampleStudies() {}

    @Override
    public List<StudyView> studies() {
        return List.of(
                new StudyView(
                        "slim",
                        "SLIM",
                        "arXiv 2402.00823",
                        "One critic for each reward against their sum",
                        2,
                        4,
                        1_000_000,
                        new StudyView.StudyResult(FINISHED, SUMMARY),
                        null,
                        null),
                new StudyView("modes", "", "", "What a replacement costs", 5, 20, 80_000, null, null, null),
                new StudyView(
                        "unread",
                        "",
                        "",
                        "",
                        0,
                        0,
                        0,
                        null,
                        null,
                        new Problem("USER", "unread.json", "unread.json: arms: the method and at least one baseline")));
    }

    @Override
    public StudyReport study(StudyRequest request, Consumer<StudyProgress> listener) {
        return report(request.study(), request.quick());
    }

    @Override
    public synchronized StudyJob begin(StudyRequest request) {
        if (studies().stream().noneMatch(study -> study.name().equals(request.study()))) {
            throw problem("NOT_FOUND", "there is no study '" + request.study() + "'; there are [modes, slim]");
        }
        if (request.seeds() != null && request.seeds() < 2) {
            throw new ProblemException(new Problem("USER", "seeds", "found 1, allowed are at least 2"));
        }
        if (jobs.stream()
                .anyMatch(job -> is(job, request.study(), request.quick())
                        && !job.state().isOver())) {
            throw problem("CONFLICT", request.study() + " is RUNNING already");
        }
        jobs.removeIf(job -> is(job, request.study(), request.quick()));
        jobs.add(new StudyJob(
                request.study(),
                request.quick(),
                request.seeds(),
                request.fresh(),
                StudyState.RUNNING,
                new StudyProgress(1, 8, 0.25, request.study() + ".sum.1"),
                FINISHED,
                FINISHED,
                null,
                null));
        return jobs.get(jobs.size() - 1);
    }

    private static boolean is(StudyJob job, String study, boolean quick) {
        return job.study().equals(study) && job.quick() == quick;
    }

    private static ProblemException problem(String code, String message) {
        return new ProblemException(new Problem(code, "study", message));
    }

    @Override
    public synchronized StudyJob cancel(String study, boolean quick) {
        for (int i = 0; i < jobs.size(); i++) {
            StudyJob job = jobs.get(i);
            if (is(job, study, quick) && !job.state().isOver()) {
                jobs.set(
                        i,
                        new StudyJob(
                                study,
                                quick,
                                job.seeds(),
                                job.fresh(),
                                StudyState.CANCELLED,
                                job.progress(),
                                job.asked(),
                                job.begun(),
                                FINISHED,
                                null));
                return jobs.get(i);
            }
        }
        throw problem("NOT_FOUND", study + " was not asked for in this process");
    }

    @Override
    public synchronized List<StudyJob> jobs() {
        return List.copyOf(jobs);
    }

    @Override
    public List<StudyJob> resume() {
        return List.of();
    }

    @Override
    public StudyReport report(String study, boolean quick) {
        if (!study.equals("slim") || quick) {
            throw new ProblemException(new Problem("NOT_FOUND", "study", "there is no report of " + study + " yet"));
        }
        return new StudyReport(
                study,
                "SLIM",
                "arXiv 2402.00823",
                "One critic for each reward against their sum",
                false,
                FINISHED,
                1234.5,
                1_000_000,
                List.of(1L, 2L),
                List.of(""),
                "slim",
                List.of(
                        new StudyArm("slim", 1_000_000, "", 6, "weights"),
                        new StudyArm("sum", 1_000_000, "", 6, "weights")),
                SUMMARY,
                "1 of 2 bars reached",
                "",
                List.of(figure("slim", 0.97, null), figure("sum", 0.55, AHEAD)),
                List.of(
                        new StudyBar("coverage of slim >= 0.9: 0.970", "coverage", true, true, AHEAD),
                        new StudyBar(SUMMARY.bar(), "coverage", false, true, AHEAD)),
                List.of(),
                List.of(),
                List.of("slim-1", "slim-2"));
    }

    private static StudyFigure figure(String arm, double value, StudyInterval ahead) {
        return new StudyFigure(
                "coverage",
                "higher",
                "",
                arm,
                new StudyInterval(value, value - 0.02, value + 0.02),
                value,
                ahead,
                ahead == null ? null : new StudyInterval(1, 1, 1),
                List.of(value - 0.01, value + 0.01),
                List.of("slim-1", "slim-2"));
    }

    @Override
    public String plot(String study, boolean quick, String metric, StudyPlot plot) {
        report(study, quick);
        if (!metric.equals("coverage")) {
            throw new ProblemException(new Problem("NOT_FOUND", "metric", "there is no metric '" + metric + "'"));
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 20\" role=\"img\" aria-label=\"" + plot
                + "\"><a href=\"#/runs/slim-2\"><circle cx=\"50\" cy=\"10\" r=\"5\" fill=\"var(--series-0,#2b72dc)\">"
                + "<title>slim-2</title></circle></a></svg>";
    }
}
