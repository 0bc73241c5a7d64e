package io.polycritic.http;

import io.polycritic.api.control.Role;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.StudyControl;
import io.polycritic.api.control.StudyJob;
import io.polycritic.api.control.StudyPlot;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudyRequest;
import io.polycritic.api.control.StudyView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** What can be asked of studies and their reports. */
final class StudyRoutes {
    private static final Parameter QUICK = Parameter.flag("quick", "The report of the study's short form.");

    /**
     * Asks for a study.
     *
     * @param quick whether to take its short form
     * @param seeds how many seeds, at least 2; null for the study's own number
     * @param fresh whether runs that are there already are set aside and begun anew
     */
    record StudyStart(Boolean quick, Integer seeds, Boolean fresh) {}

    private final Supplier<StudyControl> studies;

    private StudyRoutes(Supplier<StudyControl> studies) {
        this.studies = studies;
    }

    static void addTo(Router router, Supplier<StudyControl> studies) {
        StudyRoutes routes = new StudyRoutes(studies);
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/studies",
                        Operation.of("All studies, each with its last result.").lists(StudyView.class),
                        call -> RunRoutes.items(routes.studies().studies()))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/studies/{study}",
                        Operation.of("The last report of a study.").asks(QUICK).gives(StudyReport.class),
                        call -> Reply.ok(routes.studies().report(call.path("study"), call.flag("quick"))))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/studies/{study}/runs",
                        Operation.of("The runs behind the last report of a study that are still there.")
                                .asks(QUICK)
                                .pages(RunView.class),
                        routes::runs)
                .on(
                        Role.VIEWER,
                        "GET",
                        "/studies/{study}/plots/{plot}",
                        Operation.of("A picture of one metric: intervals, curves or profiles.")
                                .asks(
                                        QUICK,
                                        Parameter.text("metric", "The metric.").needed())
                                .givesBytes("image/svg+xml"),
                        routes::plot);
        routes.addJobs(router);
    }

    private void addJobs(Router router) {
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/study-jobs",
                        Operation.of("Studies in the queue and the last that are over, in the order of asking.")
                                .lists(StudyJob.class),
                        call -> RunRoutes.items(studies().jobs()))
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/studies/{study}",
                        Operation.of("Puts a study into the queue; it goes on with the runs of it that are there.")
                                .takes(StudyStart.class, "{\"quick\": true, \"seeds\": 2}")
                                .creates(StudyJob.class),
                        this::begin)
                .on(
                        Role.VIEWER,
                        "GET",
                        "/studies/{study}/job",
                        Operation.of("How far a study is that was asked for.")
                                .asks(QUICK)
                                .gives(StudyJob.class),
                        this::job)
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/studies/{study}/cancel",
                        Operation.of("Takes a study back; its runs write their snapshots and end.")
                                .asks(QUICK)
                                .gives(StudyJob.class),
                        call -> Reply.ok(studies().cancel(call.path("study"), call.flag("quick"))));
    }

    private Reply runs(Call call) {
        Set<String> runs = new HashSet<>(
                studies().report(call.path("study"), call.flag("quick")).runs());
        List<RunView> there = call.control().runs().stream()
                .filter(run -> runs.contains(run.run()))
                .sorted(Comparator.comparing(RunView::run))
                .toList();
        return Page.of(call, there, RunView::run);
    }

    private Reply begin(Call call) throws IOException {
        StudyStart asked = call.body(StudyStart.class);
        StudyRequest request = new StudyRequest(
                call.path("study"),
                Boolean.TRUE.equals(asked.quick()),
                asked.seeds(),
                Boolean.TRUE.equals(asked.fresh()));
        StudyJob job = studies().begin(request);
        call.note((job.quick() ? "short form" : "whole") + (job.fresh() ? ", begun anew" : ""));
        String study = Router.segment(job.study());
        return Reply.created(job, ApiServlet.ROOT + "/studies/" + study + "/job?quick=" + job.quick());
    }

    private Reply job(Call call) {
        String study = call.path("study");
        boolean quick = call.flag("quick");
        return studies().jobs().stream()
                .filter(job -> job.study().equals(study) && job.quick() == quick)
                .findFirst()
                .map(Reply::ok)
                .orElseThrow(
                        () -> HttpProblem.of(404, "NOT_FOUND", "study", study + " was not asked for in this process"));
    }

    private StudyControl studies() {
        StudyControl present = studies.get();
        if (present == null) {
            throw HttpProblem.absent("the studies are");
        }
        return present;
    }

    private Reply plot(Call call) throws IOException {
        String metric = call.query("metric");
        if (metric == null) {
            throw HttpProblem.user("metric", "is required");
        }
        String name = call.path("plot");
        StudyPlot plot = Arrays.stream(StudyPlot.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> HttpProblem.of(
                        404, "NOT_FOUND", "plot", "must be intervals, curves or profiles, is '" + name + "'"));
        byte[] picture = studies()
                .plot(call.path("study"), call.flag("quick"), metric, plot)
                .getBytes(StandardCharsets.UTF_8);
        call.response().setContentType("image/svg+xml");
        call.response().setContentLength(picture.length);
        call.response().getOutputStream().write(picture);
        return Reply.TAKEN;
    }
}
