package io.polycritic.runtime.checks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The program reads every recipe and every study that its own bundles bring. */
class DocumentsIT {
    @TempDir
    Path folder;

    @Test
    void everyRecipeCanBeUsed() throws Exception {
        usable(new Program(folder).run("recipe", "list").get("recipes"));
    }

    @Test
    void everyStudyCanBeCarriedOut() throws Exception {
        usable(new Program(folder).run("study").get("studies"));
    }

    private static void usable(JsonNode documents) {
        assertTrue(documents.size() > 9, documents::toString);
        assertAll(sound(documents));
    }

    private static Stream<Executable> sound(JsonNode documents) {
        return StreamSupport.stream(documents.spliterator(), false)
                .map(each -> () -> assertTrue(each.path("problem").isNull(), each::toString));
    }
}
