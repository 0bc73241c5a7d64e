package io.polycritic.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.ProblemException;
import io.polycritic.store.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final String STUDY =
            """
            {"name": "s", "title": "t", "recipe": "r", "method": "a", "steps": 10, "seeds": [1, 2],
             "worlds": [{"name": "w", "patch": {"environment": {"id": 1}}}, {"name": "v"}],
             "stages": [{"name": "base", "recipe": "r", "steps": 5, "seed": 0, "shared": "sft"},
                        {"name": "own", "recipe": "r", "steps": 7, "patch": {"from": "${run:base}"}},
                        {"name": "idle", "recipe": "r", "steps": 7}],
             "arms": [{"name": "a", "patch": {"learner": {"start": ["${run:own}"]}}, "inWorlds": {"v": {"learner": {"rate": 3}}}},
                      {"name": "b", "steps": 20, "because": "twice", "patch": {"rival": "${run:a}"}}],
             "metrics": [{"name": "m", "series": "x/m", "better": "higher"}],
             "quick": {"steps": 4, "stageSteps": {"own": 2}, "seeds": [3, 4], "arms": ["a", "b"], "worlds": ["v"],
                       "patch": {"quick": true}, "armPatch": {"short": true}}}
            """;

    private static List<Job> jobs(String json, boolean quick) {
        StudySpec study = StudyReader.read(json, "s.json");
        return List.copyOf(Jobs.of(Plan.of(study, quick, null), name -> {
            assertEquals("r", name);
            return Json.mapper().createObjectNode().put("name", "r");
        }));
    }

    private static Job find(List<Job> jobs, String run) {
        return jobs.stream().filter(job -> job.run().equals(run)).findFirst().orElseThrow();
    }

    private static JsonNode spec(Job job) throws Exception {
        return Json.mapper().readTree(job.spec());
    }

    @Test
    void runsComeAfterThoseThatTheyBuildOn() throws Exception {
        List<Job> jobs = jobs(STUDY, false);
        // 2 seeds x 2 worlds x (own, a, b), and one shared stage; the idle stage is asked for by nobody.
        assertEquals(2 * 2 * 3 + 1, jobs.size());
        Job arm = find(jobs, "s.w.a.2");
        assertEquals(List.of("s.w.own.2"), arm.after());
        assertEquals("s.w.own.2", spec(arm).at("/learner/start/0").textValue());
        assertEquals(1, spec(arm).at("/environment/id").intValue());
        assertTrue(spec(arm).at("/learner/rate").isMissingNode());
        assertEquals(3, spec(find(jobs, "s.v.a.2")).at("/learner/rate").intValue());
        assertEquals(
                "s.v.own.2", spec(find(jobs, "s.v.a.2")).at("/learner/start/0").textValue());
        Job own = find(jobs, "s.w.own.2");
        assertEquals(List.of("shared.sft.0"), own.after());
        assertTrue(jobs.indexOf(own) < jobs.indexOf(arm));
        assertEquals("s.v.a.1", spec(find(jobs, "s.v.b.1")).path("rival").textValue());
        assertEquals(20, find(jobs, "s.v.b.1").steps());
        assertTrue(spec(find(jobs, "shared.sft.0")).path("environment").isMissingNode(), "shared by all worlds");
    }

    @Test
    void theShortFormKeepsTheProportionOfBudgets() throws Exception {
        List<Job> jobs = jobs(STUDY, true);
        assertEquals(2 * 3 + 1, jobs.size());
        assertEquals(4, find(jobs, "s.quick.v.a.3").steps());
        assertEquals(8, find(jobs, "s.quick.v.b.3").steps());
        assertEquals(2, find(jobs, "s.quick.v.own.3").steps());
        assertTrue(spec(find(jobs, "s.quick.v.a.3")).path("quick").booleanValue());
        assertTrue(spec(find(jobs, "s.quick.v.a.3")).path("short").booleanValue());
        assertTrue(spec(find(jobs, "s.quick.v.own.3")).path("short").isMissingNode());
        assertEquals(5, find(jobs, "shared.quick.sft.0").steps());
    }

    @Test
    void circlesAndUnknownNamesAreRefused() {
        assertTrue(assertThrows(ProblemException.class, () -> jobs(STUDY.replace("${run:own}", "${run:b}"), false))
                .getMessage()
                .contains("in a circle"));
        assertTrue(assertThrows(ProblemException.class, () -> jobs(STUDY.replace("${run:own}", "${run:its}"), false))
                .getMessage()
                .contains("${run:its}"));
    }
}
