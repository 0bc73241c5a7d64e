package io.polycritic.plugins.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    /** A link to a file, an empty line, a block of code. */
    private static final Pattern QUOTE = Pattern.compile(
            "^\\[[^]\\n]+]\\(([^)\\n]+)\\)\\n\\n```\\w+\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void theReadmeQuotesTheFilesAsTheyAre() throws IOException {
        Matcher quote = QUOTE.matcher(Files.readString(Path.of("README.md")));
        List<String> quoted = new ArrayList<>();
        while (quote.find()) {
            assertEquals(
                    Files.readString(Path.of(quote.group(1))),
                    quote.group(2),
                    "README.md quotes an older " + quote.group(1) + "; copy the file into the block");
            quoted.add(Path.of(quote.group(1)).getFileName().toString());
        }
        assertEquals(
                List.of("ExampleBaseline.java", "RunningMean.java", "ExampleBaselineTest.java", "pom.xml"), quoted);
        assertTrue(Files.readAllLines(Path.of("pom.xml")).size() <= 30, "a plugin's POM has at most 30 lines");
    }
}
