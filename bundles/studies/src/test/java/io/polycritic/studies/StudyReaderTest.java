package io.polycritic.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.ProblemException;
import io.polycritic.store.Json;
import java.util.List;
import java.util.Map;
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
    void barsAreJudgedOnPairedSamples() {
        StudySpec study = StudyReader.read(STUDY, "s.json");
        Results results = new Results(study, List.of("a", "b"), study.seeds());
        results.put("a", 1, Map.of("m", 2.0, "v", 0.1));
        results.put("a", 2, Map.of("m", 3.0, "v", 0.2));
        results.put("b", 1, Map.of("m", 1.0, "v", 0.4));
        results.put("b", 2, Map.of("m", 2.4, "v", 0.5));
        List<Boolean> reached = results.judge(study.bars()).stream()
                .map(Results.Verdict::reached)
                .toList();
        assertEquals(List.of(true, true, true, false), reached);
        assertTrue(results.table().contains("2.500"), results.table());
    }

    @Test
    void aStudyThatCannotShowAnythingIsRefused() {
        refused(STUDY.replace("[1, 2]", "[1]"), "seeds: at least two");
        refused(STUDY.replace("[1, 2]", "[1, 1]"), "seeds: at least two");
        refused(STUDY.replace(", {\"name\": \"b\", \"patch\": {\"critics\": null}}", ""), "at least one baseline");
        refused(STUDY.replace("{\"critics\": null}", "{\"budget\": {\"steps\": 5}}"), "must not change budget");
        refused(STUDY.replace("\"method\": \"a\"", "\"method\": \"c\""), "method: found 'c'");
        refused(STUDY.replace("\"atLeast\": 3", "\"atLest\": 3"), "atLest");
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
