package io.polycritic.http;

import io.polycritic.api.control.Role;
import io.polycritic.api.control.StudyControl;
import io.polycritic.api.control.StudyPlot;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudyView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** What can be asked of studies and their reports. */
final class StudyRoutes {
    private static final Parameter QUICK = Parameter.flag("quick", "The report of the study's short form.");

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
                        "/studies/{study}/plots/{plot}",
                        Operation.of("A picture of one metric: intervals, curves or profiles.")
                                .asks(
                                        QUICK,
                                        Parameter.text("metric", "The metric.").needed())
                                .givesBytes("image/svg+xml"),
                        routes::plot);
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
