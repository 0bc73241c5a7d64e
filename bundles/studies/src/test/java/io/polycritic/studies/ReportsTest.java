package io.polycritic.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.SeriesView;
import io.polycritic.api.control.StudyBar;
import io.polycritic.api.control.StudyFigure;
import io.polycritic.api.control.StudyReport;
import io.polycritic.store.Json;
import io.polycritic.studies.Measures.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final String STUDY =
            """
            {"name": "s", "system": "Sys", "title": "t", "recipe": "r", "method": "a", "steps": 10, "seeds": [1, 2],
             "worlds": [{"name": "w"}, {"name": "v"}],
             "arms": [{"name": "a"}, {"name": "b"}, {"name": "top", "role": "oracle"}],
             "metrics": [{"name": "m", "series": "x/m", "better": "higher"},
                         {"name": "loss", "series": "x/l", "better": "lower"},
                         {"name": "won", "series": "x/w", "better": "higher", "samples": true}],
             "bars": [%s],
             "quick": {"steps": 5, "seeds": [1, 2], "arms": ["a", "b"], "bars": [%s]}}
            """;

    @TempDir
    Path folder;

    private StudyReport report(String... bars) {
        return report(false, bars);
    }

    private StudyReport report(boolean quick, String... bars) {
        StudySpec study = StudyReader.read(STUDY.replace("%s", String.join(",", bars)), "s.json");
        Plan plan = Plan.of(study, quick, null);
        Outcomes outcomes = new Outcomes(plan);
        List<Job> jobs = new ArrayList<>();
        for (String world : plan.worldNames()) {
            double scale = world.equals("w") ? 1 : 10;
            for (long seed : plan.seeds()) {
                for (String arm : plan.armNames()) {
                    Job job = new Job("s." + world + "." + arm + "." + seed, arm, world, seed, 10, "", List.of());
                    jobs.add(job);
                    double own = arm.equals("a") ? 2 : arm.equals("b") ? 1 : 9;
                    double value = scale * own + seed;
                    SeriesView series =
                            new SeriesView("x/m", new long[] {1, 2}, new long[] {0, 10}, new double[] {0, value});
                    outcomes.put(job, "m", new Measured(value, new double[0], series));
                    outcomes.put(job, "loss", new Measured(-value, new double[0], empty()));
                    outcomes.put(
                            job,
                            "won",
                            new Measured(own / 10, new double[] {own / 10 - 0.05, own / 10 + 0.05}, empty()));
                }
            }
        }
        return new Reports(folder).make(outcomes, jobs, 1.5);
    }

    private static SeriesView empty() {
        return new SeriesView("", new long[0], new long[0], new double[0]);
    }

    private boolean reached(String bar) {
        return report(bar).bars().get(0).reached();
    }

    @Test
    void aReportLongerThanWhatOthersMaySendIsRead() throws IOException {
        StudyReport made = report();
        Path file = folder.resolve("s.json");
        Files.writeString(file, Files.readString(file) + " ".repeat(Json.MAX_LENGTH));
        StudyReport read = new Reports(folder).last("s", false).orElseThrow();
        assertEquals(made.runs(), read.runs());
        assertEquals(made.figures().size(), read.figures().size());
    }

    @Test
    void everyFigureLeadsToItsRuns() {
        StudyReport report = report();
        StudyFigure figure = report.figures().stream()
                .filter(each -> each.metric().equals("m")
                        && each.arm().equals("b")
                        && each.world().equals("v"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(11.0, 12.0), figure.values());
        assertEquals(List.of("s.v.b.1", "s.v.b.2"), figure.runs());
        assertEquals(10, figure.ahead().low(), 1e-9);
        assertEquals(1, figure.improvement().estimate());
        assertEquals(3 * 2 * 2, report.runs().size());
    }

    @Test
    void whatIsLowerIsAheadWhereLowerIsBetter() {
        StudyFigure figure = report().figures().stream()
                .filter(each -> each.metric().equals("loss")
                        && each.arm().equals("b")
                        && each.world().isEmpty())
                .findFirst()
                .orElseThrow();
        assertTrue(figure.ahead().low() > 0, figure.toString());
        assertEquals(0.9375, figure.improvement().estimate());
    }

    @Test
    void barsCompareRunsOfEqualWorldAndSeed() {
        // Differences are 1 in w and 10 in v, whatever the seed.
        assertTrue(reached("{\"metric\": \"m\", \"arm\": \"a\", \"against\": \"b\", \"by\": 0.99}"));
        assertFalse(reached("{\"metric\": \"m\", \"arm\": \"b\", \"against\": \"a\", \"by\": 0}"));
        assertTrue(reached("{\"metric\": \"m\", \"arm\": \"a\", \"against\": \"b\", \"by\": 9.9, \"world\": \"v\"}"));
        assertFalse(reached("{\"metric\": \"m\", \"arm\": \"a\", \"against\": \"b\", \"by\": 9.9, \"world\": \"w\"}"));
        String inWorlds = "{\"metric\": \"m\", \"arm\": \"a\", \"against\": \"b\", \"by\": 9.9, \"inWorlds\": %s}";
        assertTrue(reached(inWorlds.replace("%s", "1")));
        assertFalse(reached(inWorlds.replace("%s", "2")));
        // Two of b's four runs have 11 and 12, the others 2 and 3.
        String runs = "{\"metric\": \"m\", \"arm\": \"b\", \"atLeast\": 11, \"runs\": %s}";
        assertTrue(reached(runs.replace("%s", "2")));
        assertFalse(reached(runs.replace("%s", "3")));
        // The oracle has 10.5 in w and 91.5 in v.
        String ceiling = "2, \"ceiling\": {\"arm\": \"top\", \"atLeast\": %s, \"by\": 0.9}";
        assertTrue(reached(inWorlds.replace("%s", ceiling.replace("%s", "10"))));
        assertFalse(reached(inWorlds.replace("%s", ceiling.replace("%s", "11"))));
        assertTrue(reached("{\"metric\": \"won\", \"arm\": \"a\", \"against\": \"b\", \"by\": 0.099}"));
        assertTrue(reached("{\"metric\": \"m\", \"arm\": \"a\", \"against\": \"b\", \"times\": 1.2}"));
        assertFalse(reached("{\"metric\": \"loss\", \"arm\": \"b\", \"against\": \"a\", \"factor\": 1}"));
    }

    @Test
    void aGainBeyondAnotherGain() {
        // The oracle's gain over b is 8 and 80, the method's 1 and 10.
        String bar = "{\"metric\": \"m\", \"arm\": \"top\", \"against\": \"b\","
                + " \"minus\": {\"arm\": \"a\", \"against\": \"b\"}, \"by\": %s}";
        assertTrue(reached(bar.replace("%s", "6.9")));
        assertFalse(reached(bar.replace("%s", "71")));
    }

    @Test
    void barsOfOneArm() {
        String bar = "{\"metric\": \"m\", \"arm\": \"a\", \"world\": \"w\", %s}";
        assertTrue(reached(bar.replace("%s", "\"atLeast\": 3.4, \"atMost\": 3.6")));
        assertFalse(reached(bar.replace("%s", "\"atLeast\": 3.4, \"of\": \"every\"")));
        assertTrue(reached(bar.replace("%s", "\"atLeast\": 3.4, \"seeds\": 1")));
        assertFalse(reached(bar.replace("%s", "\"atLeast\": 3.4, \"seeds\": 2")));
    }

    @Test
    void theSummaryNamesTheBestBaselineAndWhatMustHold() {
        StudyReport report = report(
                "{\"metric\": \"m\", \"arm\": \"a\", \"atLeast\": 1}",
                "{\"metric\": \"m\", \"arm\": \"a\", \"against\": \"top\", \"by\": 0, \"report\": true}",
                "{\"metric\": \"m\", \"arm\": \"a\", \"against\": \"b\", \"by\": 0, \"main\": true}");
        assertEquals("b", report.summary().bestBaseline(), "an oracle is no baseline");
        assertTrue(
                report.summary().bar().contains("ahead of b by 0"),
                report.summary().bar());
        assertTrue(report.summary().passed(), "what is only reported does not count");
        assertEquals(3, report.summary().checks().size());
        assertEquals(
                List.of(true, false, true),
                report.bars().stream().map(StudyBar::reached).toList());
        assertTrue(report.verdict().startsWith("2 of 2 bars reached"), report.verdict());
    }

    @Test
    void aStudyThatOnlyReportsMissesNothing() {
        StudyReport report = report("{\"metric\": \"m\", \"arm\": \"b\", \"atLeast\": 100, \"report\": true}");
        assertFalse(report.bars().get(0).reached());
        assertTrue(report.summary().passed());
        assertEquals("no bar of these arms counts", report.verdict());
    }

    @Test
    void barsThatApplyToNoneOfTheArmsAreNotPassed() {
        StudyReport report = report(true, "{\"metric\": \"m\", \"arm\": \"top\", \"atLeast\": 0}");
        assertEquals(List.of(), report.bars());
        assertFalse(report.summary().passed());
        assertEquals("no bar of these arms counts", report.verdict());
    }

    @Test
    void aReportIsKept() {
        StudyReport report = report();
        assertEquals(report, new Reports(folder).last("s", false).orElseThrow());
        assertTrue(new Reports(folder).last("s", true).isEmpty());
        assertEquals(3, report.curves().size(), "one for each arm of the metric that has series");
        assertEquals(0, report.curves().get(0).points().get(0).estimate());
        assertEquals(9, report.profiles().size());
    }
}
