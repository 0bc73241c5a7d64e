package io.polycritic.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.control.ConfigJsonSchema;
import io.polycritic.api.control.JournalEntry;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can be asked of runs and plugins. Lists are objects with the member {@code items}, so that they can grow. */
final class RunRoutes {
    private static final int MOST_POINTS = 100_000;
    private static final int USUAL_POINTS = 1_000;

    private RunRoutes() {}

    static void addTo(Router router) {
        router.on(Role.VIEWER, "GET", "/runs", call -> items(call.control().runs()))
                .on(Role.OPERATOR, "POST", "/runs", RunRoutes::start)
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}",
                        call -> Reply.ok(call.control().run(call.path("run"))))
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/pause",
                        call -> Reply.ok(call.control().pause(call.path("run"))))
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/resume",
                        call -> Reply.ok(call.control().resume(call.path("run"))))
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/stop",
                        call -> Reply.ok(call.control().stop(call.path("run"))))
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs/{run}/snapshot",
                        call -> Reply.ok(call.control().snapshot(call.path("run"))))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/journal",
                        call -> Page.of(call, call.control().journal(call.path("run")), JournalEntry::sequence),
                        Page.QUERY)
                .on(Role.VIEWER, "GET", "/runs/{run}/metrics", RunRoutes::metrics, "names", "maxPoints")
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/samples",
                        call -> items(call.control().samples(call.path("run"))))
                .on(Role.OPERATOR, "POST", "/check", RunRoutes::check)
                .on(Role.VIEWER, "GET", "/plugins", call -> items(call.control().plugins()))
                .on(Role.VIEWER, "GET", "/plugins/{kind}/{id}/schema", RunRoutes::schema);
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

    private static Reply start(Call call) throws IOException {
        ObjectNode body = call.object();
        JsonNode spec = body.get("spec");
        if (spec != null && spec.isObject()) {
            body.put("spec", spec.toString());
        }
        RunRequest request = Json.convert(withFresh(body), RunRequest.class);
        if (request.spec() == null && request.run() == null) {
            throw HttpProblem.user("spec", "is missing: give 'spec' to start a run or 'run' to continue one");
        }
        RunView run = call.control().start(request);
        return Reply.created(run, ApiServlet.ROOT + "/runs/" + Router.segment(run.run()));
    }

    /** A request that says nothing of {@code fresh} means to continue. */
    private static ObjectNode withFresh(ObjectNode body) {
        if (!body.has("fresh")) {
            body.put("fresh", false);
        }
        return body;
    }

    private static Reply check(Call call) throws IOException {
        String spec = call.text();
        Json.object(spec);
        return items(call.control().check(spec));
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
