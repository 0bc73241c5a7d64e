package io.polycritic.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RecipeView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesTest {
    private static final String SLIM =
            """
            {"name": "slim", "title": "Skills", "budget": {"steps": 9}, "environment": {"plugin": "tabletop"},
             "learner": {"plugin": "ppo"}, "critics": {"z": {"plugin": "v"}, "a": {"plugin": "v"}}}
            """;

    @TempDir
    Path folder;

    private Bundles bundles;
    private Recipes recipes;

    @BeforeEach
    void begin() throws IOException {
        bundles = new Bundles(folder.resolve("bundles"), folder.resolve("data"));
        recipes = new Recipes(bundles.context());
    }

    private void own(String name, String text) throws IOException {
        Path own = Files.createDirectories(folder.resolve("data/recipes"));
        Files.writeString(own.resolve(name), text);
    }

    private List<String> names() {
        return recipes.recipes().stream().map(RecipeView::name).toList();
    }

    @Test
    void bundlesBringThem() throws IOException {
        bundles.add("one", "1.0.0", "Polycritic-Recipes", "recipes/*.json", "recipes/slim.json", SLIM);
        bundles.add("none", "1.0.0", "Other", "x", "recipes/hidden.json", SLIM);
        RecipeView slim = recipes.recipe("slim");
        assertEquals(List.of("slim"), names());
        assertEquals("Skills", slim.title());
        assertEquals("one", slim.source());
        assertEquals("1.0.0", slim.version());
        assertEquals("tabletop", slim.environment());
        assertEquals("ppo", slim.learner());
        assertEquals(List.of("z", "a"), slim.critics());
        assertEquals(1, slim.seed());
        assertEquals(9, slim.steps());
        assertTrue(slim.spec().toString().indexOf("z=") < slim.spec().toString().indexOf("a="), slim.toString());
        assertNull(recipes.recipes().get(0).spec());
        assertTrue(recipes.reading().spec("slim").toString().startsWith("{\"name\":\"slim\",\"title\""));
    }

    @Test
    void ofVersionsTheHighestCountsAndOfBundlesNone() throws IOException {
        bundles.add("one", "1.0.0", "Polycritic-Recipes", "recipes/*.json", "recipes/slim.json", SLIM);
        bundles.add("one", "1.2.0", "Polycritic-Recipes", "recipes/*.json", "recipes/slim.json", SLIM);
        assertEquals("1.2.0", recipes.recipe("slim").version());
        bundles.add("other", "1.0.0", "Polycritic-Recipes", "recipes/*.json", "recipes/slim.json", SLIM);
        assertEquals(
                "'slim' is a recipe of several bundles: one, other",
                recipes.recipes().get(0).problem().message());
        assertEquals(
                "CONFLICT",
                assertThrows(ProblemException.class, () -> recipes.recipe("slim"))
                        .problem()
                        .code());
        own("slim.json", SLIM.replace("Skills", "Mine"));
        assertEquals("Mine", recipes.recipe("slim").title());
        assertEquals(RecipeView.OWN, recipes.recipe("slim").source());
    }

    @Test
    void whatCannotBeUsedIsListedWithItsProblem() throws IOException {
        own("broken.json", "{");
        own("list.json", "[]");
        own("large.json", "x".repeat(2 << 20));
        own("notes.txt", "not a recipe");
        own("slim.json", SLIM);
        assertEquals(List.of("broken", "large", "list", "slim"), names());
        assertEquals(
                "'list' is no JSON object", recipes.recipes().get(2).problem().message());
        assertEquals(
                "there is no recipe 'slimm'; recipes are: broken, large, list, slim",
                assertThrows(ProblemException.class, () -> recipes.recipe("slimm"))
                        .problem()
                        .message());
    }

    @Test
    void nothingIsReadTwice() throws IOException {
        bundles.add("one", "1.0.0", "Polycritic-Recipes", "recipes/*.json", "recipes/slim.json", SLIM);
        own("mine.json", SLIM);
        Recipes.Reading reading = recipes.reading();
        assertEquals(List.of("mine", "slim"), names());
        assertSame(reading, recipes.reading());
        own("mine.json", SLIM + " ");
        assertNotSame(reading, recipes.reading());
    }
}
