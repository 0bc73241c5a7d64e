package io.polycritic.http.testkit;

import io.polycritic.api.control.EpisodeFrame;
import io.polycritic.api.control.EpisodeMark;
import io.polycritic.api.control.EpisodeSummary;
import io.polycritic.api.control.EpisodeTrack;
import io.polycritic.api.control.EpisodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Episodes of lively runs: a tip that pushes a block over a table to its goal. */
final class SampleEpisodes {
    private static final int STEPS = 40;

    private SampleEpisodes() {}

    static List<EpisodeView> of(LivelyRun run) {
        long last = run.view(false).updates();
        return run.id.startsWith("slim")
                ? List.of(episode("evaluators.coverage", last, 0.3), episode("evaluators.coverage", last / 2, 0.1))
                : List.of();
    }

    private static EpisodeView episode(String evaluator, long update, double skill) {
        List<EpisodeFrame> frames = new ArrayList<>();
        for (int t = 0; t <= STEPS; t++) {
            double x = -0.25 + 0.011 * t;
            double y = skill * Math.sin(t / 9.0);
            List<EpisodeMark> changed = new ArrayList<>();
            if (t == 0) {
                changed.add(mark(0, "POLYGON", square(0, 0, 0.4), 0, "table", ""));
                changed.add(mark(1, "CIRCLE", new double[][] {{0.2}, {0.05}}, 0.04, "goal", ""));
            }
            changed.add(mark(2, "POLYGON", square(Math.max(x + 0.04, -0.1), y, 0.025), 0, "block", ""));
            changed.add(mark(3, "CIRCLE", new double[][] {{x}, {y}}, 0.015, "tip", "z 0.03 m"));
            frames.add(new EpisodeFrame(4, changed));
        }
        List<EpisodeTrack> tracks = List.of(
                track("signals.reward", "", t -> -0.3 + 0.01 * t),
                track("signals.contact.force", "N", t -> t % 7 == 3 ? 2.5 : 0),
                track("rewards.reach", "", t -> Math.tanh(t / 15.0)),
                track("rewards.safety", "", t -> t == 24 ? -1 : 0),
                track("values.reach", "", t -> 12 - 0.2 * t),
                track("values.safety", "", t -> t < 24 ? -0.6 : -0.1),
                track("actions.tip.move.0", "", t -> Math.sin(t / 4.0)));
        EpisodeSummary summary =
                new EpisodeSummary(evaluator + "@" + update, evaluator, update, update * 400, STEPS, "TRUNCATED", -4.2);
        return new EpisodeView(summary, 0.05, tracks, frames);
    }

    private static double[][] square(double x, double y, double half) {
        return new double[][] {{x - half, x + half, x + half, x - half}, {y - half, y - half, y + half, y + half}};
    }

    private static EpisodeMark mark(int place, String shape, double[][] at, double radius, String role, String text) {
        return new EpisodeMark(place, shape, at[0], at[1], radius, role, text);
    }

    private static EpisodeTrack track(String name, String unit, IntToDoubleFunction value) {
        return new EpisodeTrack(
                name, unit, IntStream.range(0, STEPS).mapToDouble(value).toArray());
    }
}
