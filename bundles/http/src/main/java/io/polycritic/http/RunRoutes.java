package io.polycritic.http;

import io.polycritic.api.control.ConfigJsonSchema;
import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SamplesView;
import io.polycritic.api.control.SeriesView;
import io.polycritic.api.control.SnapshotView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
                        Operation.of("All runs, the newest first, without their slots.")
                                .pages(RunView.class)
                                .asks(
                                        Parameter.text("state", "Their states, separated by commas; all without it."),
                                        Parameter.text("name", "What their id or name has in it.")),
                        call -> Page.of(call, chosen(call), RunView::run))
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
                        call -> items(call.control().snapshots(call.path("run"))));
        addRecords(router);
        addPlugins(router);
        act(router, "pause", "Pauses a run at its next safe point.", RunControl::pause);
        act(router, "resume", "Lets a paused run go on.", RunControl::resume);
        act(router, "stop", "Stops a run, with a snapshot, at its next safe point.", RunControl::stop);
        act(router, "snapshot", "Writes a snapshot of a run at its next safe point.", RunControl::snapshot);
    }

    /** What was written down of a run. */
    private static void addRecords(Router router) {
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/journal",
                        Operation.of("The journal of a run, oldest first.").pagesBack(JournalEntry.class),
                        call -> Page.newest(call, call.control().journal(call.path("run")), JournalEntry::sequence))
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
    }

    private static void addPlugins(Router router) {
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/plugins",
                        Operation.of("All plugins.").pages(PluginView.class),
                        call -> Page.of(call, call.control().plugins(), RunRoutes::key))
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

    private static String key(PluginView plugin) {
        return plugin.kind() + " " + plugin.id() + "@" + plugin.version() + " " + plugin.bundle();
    }

    /** The runs that a request is about. */
    private static List<RunView> chosen(Call call) {
        Set<RunState> states = states(call.query("state"));
        String name = call.query("name") == null ? "" : call.query("name").toLowerCase(Locale.ROOT);
        return call.control().runs().stream()
                .filter(run -> states.contains(run.state()) && call.visitor().reaches(run.run()))
                .filter(run -> run.run().contains(name) || run.name().contains(name))
                .toList();
    }

    private static Set<RunState> states(String text) {
        if (text == null) {
            return EnumSet.allOf(RunState.class);
        }
        Set<RunState> states = EnumSet.noneOf(RunState.class);
        for (String word : text.split(",")) {
            try {
                states.add(RunState.valueOf(word.strip()));
            } catch (IllegalArgumentException e) {
                throw HttpProblem.user(
                        "state", "must be of " + Arrays.toString(RunState.values()) + ", is '" + word.strip() + "'");
            }
        }
        return states;
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
