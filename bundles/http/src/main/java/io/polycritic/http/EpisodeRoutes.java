package io.polycritic.http;

import io.polycritic.api.control.EpisodeSummary;
import io.polycritic.api.control.EpisodeView;
import io.polycritic.api.control.Role;

/** What can be asked of the episodes that evaluators have filmed. */
final class EpisodeRoutes {
    private EpisodeRoutes() {}

    static void addTo(Router router) {
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/episodes",
                        Operation.of("The episodes that were filmed while evaluators measured, the newest first.")
                                .lists(EpisodeSummary.class),
                        call -> RunRoutes.items(call.control().episodes(call.path("run"))))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/runs/{run}/episodes/{episode}",
                        Operation.of("A filmed episode: what it looked like, and what was said of each step.")
                                .gives(EpisodeView.class),
                        call -> Reply.ok(call.control().episode(call.path("run"), call.path("episode"))));
    }
}
