package io.polycritic.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.control.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyShelfTest {
    private static final String STUDY =
            """
            {"name": "sound", "title": "t", "recipe": "r", "method": "a", "steps": 10, "seeds": [1, 2],
             "arms": [{"name": "a"}, {"name": "b"}], "metrics": [{"name": "m", "series": "m", "better": "higher"}]}
            """;
    private static final String RECIPE =
            """
            {"name": "r", "budget": {"steps": 9}, "environment": {"plugin": "e"}, "learner": {"plugin": "l"}}
            """;

    @TempDir
    Path folder;

    private Bundles bundles;
    private StudyShelf shelf;

    @BeforeEach
    void begin() throws IOException {
        bundles = new Bundles(folder.resolve("bundles"), folder.resolve("data"));
        bundles.add("one", "1.0.0", "Polycritic-Recipes", "recipes/*.json", "recipes/r.json", RECIPE);
        study("one", "sound", STUDY);
        shelf = new StudyShelf(
                new BundleDocuments(bundles.context(), "Polycritic-Studies"), new Recipes(bundles.context()));
    }

    private void study(String bundle, String name, String text) throws IOException {
        bundles.add(bundle, "1.0.0", "Polycritic-Studies", "studies/*.json", "studies/" + name + ".json", text);
    }

    private String refusal(String name) {
        return assertThrows(ProblemException.class, () -> shelf.find(name))
                .problem()
                .message();
    }

    @Test
    void oneThatCannotBeUsedLeavesTheOthers() throws IOException {
        study("two", "twice", STUDY.replace("\"sound\"", "\"twice\", \"title\": \"x\""));
        study("three", "homeless", STUDY.replace("sound", "homeless").replace("\"r\"", "\"gone\""));
        study("four", "other", STUDY);
        assertEquals(
                List.of("homeless", "other", "sound", "twice"),
                List.copyOf(shelf.all().keySet()));
        assertEquals(4, shelf.all().get("sound").runs());
        assertNull(shelf.all().get("sound").problem());
        assertEquals("sound", shelf.find("sound").name());
        assertEquals("twice.json: Duplicate field 'title'", refusal("twice"));
        assertEquals("there is no recipe 'gone'; recipes are: r", refusal("homeless"));
        assertEquals("name: found 'sound', allowed is the name of its file", refusal("other"));
        assertEquals("there is no study 'slum'; there are [homeless, other, sound, twice]", refusal("slum"));
    }

    @Test
    void aNameOfTwoBundlesIsNobodys() throws IOException {
        study("five", "sound", STUDY);
        assertEquals("'sound' is a study of several bundles: [five, one]", refusal("sound"));
    }

    /** To look at all bundles costs as much as to make several runs' specs. */
    @Test
    void howManyRunsThereAreDoesNotCount() throws IOException {
        study("many", "many", STUDY.replace("sound", "many").replace("[1, 2]", "[1, 2, 3, 4, 5, 6, 7, 8, 9]"));
        assertEquals(18, shelf.all().get("many").runs());
        assertEquals(2, bundles.looks(), "once for studies, once for recipes");
    }

    @Test
    void nothingIsReadTwice() throws IOException {
        assertSame(shelf.all(), shelf.all());
    }
}
