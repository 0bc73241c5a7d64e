package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunSpecReaderTest {
    private static final String SPEC =
            """
            {"name": "toy", "seed": 7, "budget": {"steps": 100},
             "environment": {"plugin": "world", "config": {"size": 3}},
             "streams": {"memory": {"plugin": "replay"}},
             "learner": {"plugin": "learner@1.0.0"},
             "critics": {"one": {"plugin": "critic", "weight": 0.5}, "another": {"plugin": "critic"}},
             "evaluators": {"eye": {"plugin": "evaluator", "every": 10}}}
            """;

    private static void refused(String spec, String path, String why) {
        PolycriticException refused = assertThrows(PolycriticException.class, () -> RunSpecReader.read(spec));
        assertEquals(ErrorCode.USER, refused.code());
        assertEquals(path, refused.path());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void readsWhatItWrites() {
        RunSpec spec = RunSpecReader.read(SPEC);
        assertEquals(0.5, spec.slots().get("critics.one").weight());
        assertEquals(10, spec.slots().get("evaluators.eye").rules().every());
        assertEquals("replay", spec.slots().get("streams.memory").plugin());
        RunSpec again = RunSpecReader.read(Json.pretty(spec.toJson()));
        assertEquals(spec, again);
        assertEquals(
                List.copyOf(spec.slots().keySet()), List.copyOf(again.slots().keySet()));
        assertEquals(
                List.of("critics.one", "critics.another"),
                again.slots().keySet().stream()
                        .filter(path -> path.startsWith("critics."))
                        .toList());
        assertEquals(UpgradePolicy.OFFER, spec.upgrades());
        RunSpec pinned = RunSpecReader.read(SPEC.replace("\"budget\"", "\"upgrades\": \"pin\", \"budget\""));
        assertEquals(pinned, RunSpecReader.read(Json.pretty(pinned.toJson())));
        assertEquals(UpgradePolicy.PIN, pinned.upgrades());
    }

    @Test
    void aTitleIsForPeopleAlone() {
        String titled = SPEC.replace("\"budget\"", "\"title\": \"What it is\", \"budget\"");
        assertEquals(RunSpecReader.read(SPEC), RunSpecReader.read(titled));
        refused(titled.replace("\"What it is\"", "3"), "title", "text");
        refused(titled.replace("What it is", "x".repeat(201)), "title", "at most 200");
    }

    @Test
    void errorsNameFieldValueAndWhatIsAllowed() {
        refused(SPEC.replace("\"seed\"", "\"sead\""), "sead", "did you mean 'seed'?");
        refused(SPEC.replace("{\"steps\": 100}", "{\"step\": 100}"), "budget.step", "did you mean 'steps'?");
        refused(SPEC.replace("100}", "0}"), "budget.steps", "found 0, allowed is a whole number of at least 1");
        refused(SPEC.replace("100}", "1.5}"), "budget.steps", "found 1.5");
        refused(SPEC.replace("100}", "\"many\"}"), "budget.steps", "found \"many\"");
        refused(SPEC.replace("0.5", "\"heavy\""), "critics.one.weight", "a finite number");
        refused(SPEC.replace("\"one\"", "\"One\""), "critics.One", "a slot name");
        refused(SPEC.replace("\"toy\"", "\"../toy\""), "name", "small letters");
        refused(SPEC.replace("\"every\": 10", "\"every\": -1"), "evaluators.eye.every", "found -1");
        refused(SPEC.replace("{\"plugin\": \"learner@1.0.0\"}", "{}"), "learner.plugin", "is required");
        refused(SPEC.replace("\"learner\"", "\"learners\""), "learners", "did you mean 'learner'?");
        refused(SPEC.replace("{\"size\": 3}", "3"), "environment.config", "a JSON object");
        refused(
                SPEC.replace("\"budget\"", "\"upgrades\": \"never\", \"budget\""),
                "upgrades",
                "found 'never', allowed is one of [pin, offer, auto]");
    }

    @Test
    void whatIsNoJsonIsRefusedWithThePlace() {
        refused("{\"name\": ", "", "no JSON document at line 1");
        refused("[1]", "", "a JSON object");
        refused("{\"name\": \"a\", \"name\": \"b\"}", "", "no JSON document");
        refused("[".repeat(100), "", "no JSON document");
        refused(" ".repeat(Json.MAX_LENGTH + 1), "", "characters");
    }
}
