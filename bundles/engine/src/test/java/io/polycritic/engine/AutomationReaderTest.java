package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomationReaderTest {
    private static final String SPEC =
            """
            {"name": "toy", "seed": 7, "budget": {"steps": 100},
             "environment": {"plugin": "toy-world"},
             "learner": {"plugin": "toy-learner"},
             "critics": {"one": {"plugin": "toy-critic"}, "other": {"plugin": "toy-critic"}},
             "rules": [
               {"name": "careful", "when": "mean('critics.one/loss', 20) > 0.05", "for": 200,
                "set": {"slot": "critics.one", "setting": "weight", "value": 3, "guards": ["return-drop"]}},
               {"name": "again", "when": "last('learner/w0') > 1", "cooldown": 500,
                "swap": {"slot": "critics.one", "plugin": "toy-critic", "config": {"rate": 0.25}, "mode": "shadow",
                         "span": 20, "probation": 10}}],
             "schedule": [
               {"at": {"updates": 1000}, "set": {"slot": "critics.one", "setting": "rate", "value": 0.125}},
               {"at": {"steps": 500000}, "swap": {"slot": "critics.two", "plugin": "toy-critic", "weight": 2}}]}
            """;

    private static RunSpec resolved(String spec) {
        return Assembly.resolve(RunSpecReader.read(spec), ToyPlugins.catalog());
    }

    @Test
    void readsWhatItWrites() {
        RunSpec spec = RunSpecReader.read(SPEC);
        Automation automation = spec.automation();
        assertEquals(2, automation.rules().size());
        assertEquals(200, automation.rules().get(0).timing().hold());
        assertTrue(automation.rules().get(0).timing().once());
        assertEquals(500, automation.rules().get(1).timing().cooldown());
        assertEquals("rule again", automation.rules().get(1).deed().by());
        assertEquals(20L, automation.rules().get(1).deed().swap().span());
        assertEquals(List.of("return-drop"), automation.rules().get(0).deed().guards());
        assertEquals("schedule[1]", automation.schedule().get(1).deed().by());
        assertEquals(500_000, automation.schedule().get(1).at());
        assertEquals(spec, RunSpecReader.read(Json.pretty(spec.toJson())));
        RunSpec pinned = resolved(SPEC);
        assertEquals(
                "toy-critic@1.0.0",
                pinned.automation().schedule().get(1).deed().swap().plugin());
        assertEquals(
                0.5,
                pinned.automation().schedule().get(1).deed().swap().config().get("rate"));
        assertEquals(pinned, resolved(Json.pretty(pinned.toJson())));
    }

    @Test
    void theExampleOfTheReadmeIsRead() throws IOException {
        String readme = Files.readString(Path.of("../conditions/README.md"));
        int from = readme.indexOf("\"rules\": [");
        String example = readme.substring(from, readme.indexOf("```", from));
        Automation read = RunSpecReader.read(SPEC.replaceAll("(?s)\"rules\".*", "") + example + "}")
                .automation();
        assertEquals(4, read.deeds().size());
        assertEquals(
                "mean('learner/violationRate', 20) > 0.05",
                read.rules().get(0).when().text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"when\" ; \"wen\" ; rules[0].wen ; did you mean 'when'?",
                "mean('critics.one/loss', 20) ; maen('critics.one/loss', 20) ; rules[0].when ; did you mean 'mean'?",
                "mean('critics.one/loss', 20) ; before('critics.one/loss', 20) ; rules[0].when ; which only its guards do",
                "\"for\": 200 ; \"for\": 0 ; rules[0].for ; found 0, allowed is a whole number from 1",
                "\"for\": 200 ; \"once\": 1 ; rules[0].once ; found 1, allowed is true or false",
                "\"for\": 200 ; \"once\": false ; rules[0].once ; a cooldown",
                "\"cooldown\": 500 ; \"cooldown\": 500, \"once\": true ; rules[1].cooldown ; one of them",
                "\"again\" ; \"careful\" ; rules[1].name ; for the second time",
                "\"careful\" ; \"Care!\" ; rules[0].name ; small letters",
                "\"set\": {\"slot\": \"critics.one\", \"setting\": \"rate\" ; \"swap\": {}, \"set\": {\"slot\": \"critics.one\", \"setting\": \"rate\" ; schedule[0] ; found set and swap, allowed is one of them",
                "\"value\": 3 ; \"value\": [3] ; rules[0].set.value ; a number, a text, true or false",
                "\"value\": 0.125 ; \"valu\": 0.125 ; schedule[0].set.valu ; did you mean 'value'?",
                "\"shadow\" ; \"shade\" ; rules[1].swap.mode ; found 'shade', allowed is one of",
                "\"span\": 20 ; \"span\": 0 ; rules[1].swap.span ; found 0",
                "[\"return-drop\"] ; \"return-drop\" ; rules[0].set.guards ; a JSON array of texts",
                "[\"return-drop\"] ; [\"return-drop\"], \"probation\": 0 ; rules[0].set.probation ; at least one update",
                "{\"updates\": 1000} ; {} ; schedule[0].at ; one of {\"updates\": n} and {\"steps\": n}",
                "{\"updates\": 1000} ; {\"update\": 1000} ; schedule[0].at.update ; did you mean 'updates'?",
                "{\"updates\": 1000} ; {\"updates\": 0} ; schedule[0].at.updates ; found 0",
                "{\"updates\": 1000} ; 1000 ; schedule[0].at ; a JSON object",
                "\"rules\": [ ; \"rules\": {}, \"schedule\": [ ; `` ; no JSON document",
            })
    void errorsNameFieldValueAndWhatIsAllowed(String found, String instead, String path, String why) {
        assertTrue(SPEC.contains(found), found);
        refused(() -> RunSpecReader.read(SPEC.replace(found, instead)), path, why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"plugin\": \"toy-critic\", \"weight\" ; \"plugin\": \"toy-critik\", \"weight\" ; schedule[1].swap.plugin ; toy-critic",
                "\"rate\": 0.25 ; \"rate\": 2 ; rules[1].swap.config.rate ; 2",
                "\"critics.two\" ; \"critics.Two\" ; schedule[1].swap.slot ; a slot name",
                "\"critics.two\" ; \"critix.two\" ; schedule[1].swap.slot ; 'critix.two' is no slot",
            })
    void pluginsAreResolvedBeforeTheRunBegins(String found, String instead, String path, String why) {
        assertTrue(SPEC.contains(found), found);
        refused(() -> resolved(SPEC.replace(found, instead)), path, why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "last('learner/w0') ; last('lerner/w0') ; rules[1].when ; did you mean 'learner'?",
                "\"slot\": \"critics.one\", \"setting\": \"weight\" ; \"slot\": \"critics.own\", \"setting\": \"weight\" ; rules[0].set.slot ; did you mean 'critics.one'?",
                "0.125}}, ; 0.125}}, {\"at\": {\"steps\": 1}, \"set\": {\"slot\": \"critics.other\", \"setting\": \"rate\", \"value\": 7}}, ; schedule[1].set.value ; found 7",
                "\"slot\": \"critics.one\", \"setting\": \"rate\" ; \"slot\": \"learner\", \"setting\": \"rate\" ; schedule[0].set.setting ; 'rate' is no setting of toy-learner@1.0.0",
                "[\"return-drop\"] ; [\"return-dorp\"] ; rules[0].set.guards[0] ; did you mean 'return-drop'?",
                "[\"return-drop\"] ; [\"last('critics.none/x') > 1\"] ; rules[0].set.guards[0] ; the run has no slot 'critics.none'",
            })
    void slotsAndSettingsAreCheckedBeforeTheRunBegins(String found, String instead, String path, String why) {
        assertTrue(SPEC.contains(found), found);
        against(SPEC);
        refused(() -> against(SPEC.replace(found, instead)), path, why);
    }

    private static void against(String spec) {
        RunSpec run = resolved(spec);
        MetricsBoard board = new MetricsBoard();
        Parts parts = new Parts("toy-7", 7, new Services(ToyPlugins.catalog(), null, null), null, board::of);
        Assembly.fill(parts, run);
        try {
            new AutomationCheck(run.automation()).against(parts);
        } finally {
            parts.close();
        }
    }

    private static void refused(Runnable reading, String path, String why) {
        PolycriticException refused = assertThrows(PolycriticException.class, reading::run);
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertEquals(path, refused.path());
        assertTrue(
                refused.code() == ErrorCode.USER || refused.code() == ErrorCode.NOT_FOUND,
                refused.code().name());
    }
}
