package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.EpisodeSummary;
import io.polycritic.api.control.EpisodeTrack;
import io.polycritic.api.control.EpisodeView;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunState;
import io.polycritic.api.control.RunView;
import io.polycritic.api.plugin.Kind;
import io.polycritic.catalog.Catalog;
import io.polycritic.store.EpisodeFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Episodes that evaluators film: they are there, they are bounded, and the run is the same with and without them. */
class EpisodesTest {
    private static final String SPEC =
            """
            {"name": "toy", "seed": 7, "budget": {"steps": 60},
             "environment": {"plugin": "toy-world"},
             "learner": {"plugin": "acting"},
             "critics": {"one": {"plugin": "toy-critic"}},
             "evaluators": {"look": {"plugin": "watching", "every": 5, "config": {"films": %s}}}}
            """;

    @TempDir
    Path data;

    private RunView run(Path folder, boolean films) throws Exception {
        Catalog catalog = ToyPlugins.catalog();
        ToyPlugins.add(catalog, Kind.LEARNER, "acting", new FilmedPlugins.Learners());
        ToyPlugins.add(catalog, Kind.EVALUATOR, "watching", new FilmedPlugins.Evaluators());
        try (Runs runs = new Runs(folder, new Services(catalog, null, null))) {
            String spec = SPEC.replace("%s", String.valueOf(films));
            runs.start(new RunRequest(spec, null, null, null, false));
            assertTrue(runs.find("toy-7").map(EpisodesTest::ended).orElse(true));
            return runs.view("toy-7");
        }
    }

    private static boolean ended(Run run) {
        try {
            return run.await(30);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private EpisodeFiles files(Path folder) {
        return io.polycritic.store.RunFolder.of(folder, "toy-7").episodes();
    }

    @Test
    void filmingChangesNeitherParametersNorMeasures() throws Exception {
        RunView with = run(data.resolve("with"), true);
        RunView without = run(data.resolve("without"), false);
        assertEquals(RunState.DONE, with.state(), String.valueOf(with.problem()));
        assertNotEquals("", with.parameterHash());
        assertEquals(without.parameterHash(), with.parameterHash());
        assertEquals(
                without.metrics().get("evaluators.look/return"), with.metrics().get("evaluators.look/return"));
        assertEquals(List.of(), files(data.resolve("without")).ids());
        assertNotEquals(List.of(), files(data.resolve("with")).ids());
    }

    @Test
    void theLastOnesAreKeptAndSaidWhatTheyAre() throws Exception {
        run(data, true);
        List<EpisodeSummary> kept = files(data).summaries(EpisodeSummary.class);
        assertTrue(kept.size() <= Recorder.EPISODES, kept.toString());
        EpisodeSummary last = kept.get(0);
        assertEquals("evaluators.look@60", last.episode());
        assertEquals(60, last.update());
        assertEquals(5, last.length());
        assertEquals("TRUNCATED", last.ending());
        EpisodeView whole = files(data).whole(last.episode(), EpisodeView.class).orElseThrow();
        assertEquals(List.of(), whole.frames(), "its world does not draw itself");
        EpisodeTrack reward = track(whole, "signals.reward");
        assertEquals(5, reward.values().length);
        double sum = 0;
        for (double one : reward.values()) {
            sum += one;
        }
        assertEquals(last.reward(), sum);
        assertArrayEquals(
                new double[] {1, 1, 1, 1, 1}, track(whole, "actions.named").values());
    }

    private static EpisodeTrack track(EpisodeView view, String name) {
        return view.tracks().stream()
                .filter(track -> track.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void noMoreThanSoManyOfAnEvaluatorAreKept() {
        EpisodeFiles files = files(data);
        for (int update = 1; update <= 12; update++) {
            files.write(EpisodeFiles.id("evaluators.a", update), Map.of("update", update), Map.of(), 3);
        }
        files.write(EpisodeFiles.id("evaluators.b", 2), Map.of("update", 2), Map.of(), 3);
        assertEquals(List.of("evaluators.a@12", "evaluators.a@11", "evaluators.a@10", "evaluators.b@2"), files.ids());
        files.removeAfter(10);
        assertEquals(List.of("evaluators.a@10", "evaluators.b@2"), files.ids());
    }

    @Test
    void whatIsNoEpisodeIsNotRead() throws Exception {
        EpisodeFiles files = files(data);
        files.write(EpisodeFiles.id("evaluators.a", 1), Map.of("update", 1), Map.of(), 3);
        Path damaged = data.resolve("runs/toy-7/episodes/evaluators.a@2.jsonl.gz");
        Files.write(damaged, new byte[] {1, 2, 3});
        assertEquals(1, files.summaries(Map.class).size());
        assertEquals(Optional.empty(), files.whole("../../secret@1", Map.class));
        assertEquals(Optional.empty(), files.whole("evaluators.a@7", Map.class));
    }
}
