package io.polycritic.http;

import io.polycritic.api.control.ConfigJsonSchema;
import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SamplesView;
import io.polycritic.api.control.SeriesView;
import io.polycritic.api.control.SnapshotView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What can be asked of runs and plugins. Lists are objects with the member {@code items}, so that they can grow. */
final class RunRoutes {
    private static final int MOST_POINTS = 100_000;
    private static final int USUAL_POINTS = 1_000;

    private RunRoutes() {}

    static void addTo(Router router) {
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/runs",
                        Operation.of("All runs, without their slots.").lists(RunView.class),
                        call -> items(call.control().runs()))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}",
                        Operation.of("A run with its slots.").gives(RunView.class),
                        call -> Reply.ok(call.control().run(call.path("run"))))
                .on(
                        Role.OPERATOR,
                        "DELETE",
                        "/runs/{run}",
                        Operation.of("Deletes a run at rest, with its snapshots, metrics and journal.")
                                .gives(RunView.class),
                        RunRoutes::delete)
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/snapshots",
                        Operation.of("The snapshots of a run that are on disk, the newest first, and why each is kept.")
                                .lists(SnapshotView.class),
                        call -> items(call.control().snapshots(call.path("run"))))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/journal",
                        Operation.of("The journal of a run, oldest first.").pages(JournalEntry.class),
                        call -> Page.of(call, call.control().journal(call.path("run")), JournalEntry::sequence))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/metrics",
                        Operation.of("Series of a run, thinned out.")
                                .asks(
                                        Parameter.text(
                                                "names", "Names of series, separated by commas; all without it."),
                                        Parameter.integer(
                                                "maxPoints", 1, MOST_POINTS, "Points of a series; 1000 without it."))
                                .lists(SeriesView.class),
                        RunRoutes::metrics)
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/samples",
                        Operation.of("What stands behind the measures of the last evaluation.")
                                .lists(SamplesView.class),
                        call -> items(call.control().samples(call.path("run"))));
        addPlugins(router);
        act(router, "pause", "Pauses a run at its next safe point.", RunControl::pause);
        act(router, "resume", "Lets a paused run go on.", RunControl::resume);
        act(router, "stop", "Stops a run, with a snapshot, at its next safe point.", RunControl::stop);
        act(router, "snapshot", "Writes a snapshot of a run at its next safe point.", RunControl::snapshot);
    }

    private static void addPlugins(Router router) {
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/plugins",
                        Operation.of("All plugins.").lists(PluginView.class),
                        call -> items(call.control().plugins()))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/plugins/{kind}/{id}/schema",
                        Operation.of("The configuration of a plugin, as a JSON Schema.")
                                .gives(Object.class),
                        RunRoutes::schema);
    }

    private static void act(
            Router router, String name, String summary, BiFunction<RunControl, String, RunView> action) {
        router.on(
                Role.OPERATOR,
                "POST",
                "/runs/{run}/" + name,
                Operation.of(summary).gives(RunView.class),
                call -> Reply.ok(action.apply(call.control(), call.path("run"))));
    }

    private static Reply delete(Call call) {
        RunView gone = call.control().delete(call.path("run"));
        call.note(gone.state() + " after " + gone.steps() + " steps");
        return Reply.ok(gone);
    }

    private static Reply schema(Call call) {
        String kind = call.path("kind").replace('-', ' ');
        String id = call.path("id");
        return call.control().plugins().stream()
                .filter(plugin -> plugin.kind().equals(kind) && plugin.id().equals(id))
                .findFirst()
                .map(plugin -> Reply.ok(ConfigJsonSchema.of(plugin)))
                .orElseThrow(() -> HttpProblem.of(404, "NOT_FOUND", "id", "there is no " + kind + " '" + id + "'"));
    }

    static Reply items(List<?> items) {
        return Reply.ok(Map.of("items", items));
    }

    private static Reply metrics(Call call) {
        int most = call.query("maxPoints", 1, MOST_POINTS, USUAL_POINTS);
        List<String> names = new ArrayList<>();
        String[] given = call.request().getParameterValues("names");
        for (String value : given == null ? new String[0] : given) {
            for (String name : value.split(",")) {
                if (!name.isBlank()) {
                    names.add(name.strip());
                }
            }
        }
        return items(call.control().metrics(call.path("run"), names, most));
    }
}
