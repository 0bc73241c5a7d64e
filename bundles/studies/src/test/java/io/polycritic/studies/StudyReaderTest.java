package io.polycritic.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.ProblemException;
import io.polycritic.store.Json;
import org.junit.jupiter.api.Test;

class StudyReaderTest {
    private static final String STUDY =
            """
            {"name": "s", "title": "t", "recipe": "r", "method": "a", "steps": 10, "seeds": [1, 2],
             "arms": [{"name": "a"}, {"name": "b", "patch": {"critics": null}}],
             "metrics": [{"name": "m", "series": "x/m", "better": "higher"},
                         {"name": "v", "series": "x/v", "better": "lower"}],
             "bars": [{"metric": "m", "arm": "a", "against": "b", "by": 0.5},
                      {"metric": "v", "arm": "a", "against": "b", "factor": 0.5},
                      {"metric": "v", "arm": "a", "against": "b", "by": 0.1},
                      {"metric": "m", "arm": "a", "atLeast": 3}]}
            """;

    @Test
    void aStudyThatCannotShowAnythingIsRefused() {
        refused(STUDY.replace("[1, 2]", "[1]"), "seeds: at least two");
        refused(STUDY.replace("[1, 2]", "[1, 1]"), "seeds: at least two");
        refused(STUDY.replace(", {\"name\": \"b\", \"patch\": {\"critics\": null}}", ""), "at least one baseline");
        refused(STUDY.replace("{\"critics\": null}", "{\"budget\": {\"steps\": 5}}"), "must not change budget");
        refused(STUDY.replace("{\"critics\": null}", "{}, \"inWorlds\": {\"x\": {}}"), "arms.b.inWorlds: allowed are");
        refused(
                STUDY.replace("\"atLeast\": 3", "\"atLeast\": 3, \"seeds\": 3"),
                "bars.seeds: found 3, allowed is 1 to 2");
        refused(STUDY.replace("\"atLeast\": 3", "\"atLeast\": 3, \"runs\": 9"), "bars.runs: found 9, allowed is 1 to");
        refused(STUDY.replace("\"method\": \"a\"", "\"method\": \"c\""), "method: found 'c'");
        refused(STUDY.replace("\"atLeast\": 3", "\"atLest\": 3"), "atLest");
        refused(
                STUDY.replace(
                        "\"seeds\": [1, 2]", "\"seeds\": [1, 2], \"worlds\": [{\"name\": \"w\"}, {\"name\": \"w\"}]"),
                "worlds: names");
        refused(STUDY.replace("\"by\": 0.5", "\"by\": 0.5, \"world\": \"x\""), "bars.world: found 'x'");
    }

    @Test
    void anUnequalBudgetNeedsAReason() {
        String unequal = STUDY.replace("{\"name\": \"a\"}", "{\"name\": \"a\", \"steps\": 20}");
        refused(unequal, "arms.a.steps: found 20 where the study has 10; unequal budgets need a reason in 'because'");
        StudyReader.read(unequal.replace("\"steps\": 20", "\"steps\": 20, \"because\": \"equal compute\""), "s.json");
    }

    @Test
    void tuningBudgetsMustBeEqual() {
        String tuned = STUDY.replace(
                        "{\"name\": \"a\"}", "{\"name\": \"a\", \"tuning\": {\"trials\": 9, \"what\": \"rate\"}}")
                .replace("{\"name\": \"b\",", "{\"name\": \"b\", \"tuning\": {\"trials\": 3, \"what\": \"rate\"},");
        refused(tuned, "arms.b.tuning.trials: found 3 where a has 9; tuning budgets must be equal");
        StudyReader.read(tuned.replace("\"trials\": 3", "\"trials\": 9"), "s.json");
    }

    private static void refused(String json, String why) {
        ProblemException refused = assertThrows(ProblemException.class, () -> StudyReader.read(json, "s.json"));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void patchesMergeAsTheStandardSays() throws Exception {
        JsonNode target = Json.mapper().readTree("{\"a\": {\"b\": 1, \"c\": 2}, \"d\": [1]}");
        JsonNode patch =
                Json.mapper().readTree("{\"a\": {\"b\": null, \"e\": {\"f\": null, \"g\": 3}}, \"d\": [2, 3]}");
        assertEquals(
                Json.mapper().readTree("{\"a\": {\"c\": 2, \"e\": {\"g\": 3}}, \"d\": [2, 3]}"),
                MergePatch.apply(target, patch));
    }
}
