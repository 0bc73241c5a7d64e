package io.polycritic.runtime.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The list of all plugins, as Markdown: what the bundles say of each, the papers, and what was measured in the studies
 * whose methods have a part of it. What was measured is kept beside each study, in {@code results/<study>.json}.
 */
final class PluginList {
    private static final List<String> KINDS =
            List.of("environment", "learner", "critic", "reward model", "optimizer", "evaluator");

    private final Path plugins;
    private final Map<String, List<Use>> uses = new TreeMap<>();

    /** A study whose method has a part of a plugin. */
    private record Use(String study, String page, String measured) {}

    PluginList(Path plugins) throws IOException {
        this.plugins = plugins;
        try (Stream<Path> files = Files.list(plugins.resolve("studies"))) {
            for (Path family : files.filter(Files::isDirectory).sorted().toList()) {
                Path studies = family.resolve("src/main/resources/studies");
                if (Files.isDirectory(studies)) {
                    try (Stream<Path> documents = Files.list(studies)) {
                        for (Path study : documents.sorted().toList()) {
                            read(family, new ObjectMapper().readTree(study.toFile()));
                        }
                    }
                }
            }
        }
    }

    private void read(Path family, JsonNode study) throws IOException {
        if (!study.has("system")) {
            return;
        }
        Set<String> ids = new TreeSet<>();
        Path recipe = family.resolve(
                "src/main/resources/recipes/" + study.path("recipe").asText() + ".json");
        collect(new ObjectMapper().readTree(recipe.toFile()), ids);
        for (JsonNode arm : study.path("arms")) {
            if (arm.path("name").equals(study.path("method"))) {
                collect(arm.path("patch"), ids);
            }
        }
        study.path("worlds").forEach(world -> collect(world.path("patch"), ids));
        String name = study.path("name").asText();
        Use use = new Use(name, page(family, name), measured(family, name));
        ids.forEach(id -> uses.computeIfAbsent(id, any -> new ArrayList<>()).add(use));
    }

    private static void collect(JsonNode node, Set<String> ids) {
        if (node.path("plugin").isTextual()) {
            ids.add(node.path("plugin").textValue().split("@", 2)[0]);
        }
        node.forEach(inner -> collect(inner, ids));
    }

    /** The study's own page, or one of its family that speaks of it. */
    private String page(Path family, String study) throws IOException {
        try (Stream<Path> files = Files.list(family)) {
            for (Path page : files.filter(file -> file.toString().endsWith(".md"))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                boolean own = page.endsWith(study + ".md");
                if (own || !Files.exists(family.resolve(study + ".md")) && speaksOf(page, study)) {
                    return plugins.relativize(page).toString();
                }
            }
        }
        throw new IllegalStateException("no page of " + family + " speaks of the study '" + study + "'");
    }

    private static boolean speaksOf(Path page, String study) throws IOException {
        return Files.readString(page).contains("`" + study + "`");
    }

    /** What a study's kept result says in short. */
    private static String measured(Path family, String study) throws IOException {
        Path kept = family.resolve("results/" + study + ".json");
        if (!Files.exists(kept)) {
            return "";
        }
        JsonNode summary = new ObjectMapper().readTree(kept.toFile()).path("summary");
        int reached = 0;
        int counted = 0;
        for (JsonNode check : summary.path("checks")) {
            counted += check.path("counts").asBoolean() ? 1 : 0;
            reached += check.path("counts").asBoolean() && check.path("reached").asBoolean() ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "%s %.3g ahead of %s [%.3g, %.3g], %d of %d bars",
                summary.path("metric").asText(),
                summary.path("difference").asDouble(),
                summary.path("bestBaseline").asText(),
                summary.at("/interval/0").asDouble(),
                summary.at("/interval/1").asDouble(),
                reached,
                counted);
    }

    /** The list, from what the program prints of each plugin. */
    String markdown(JsonNode known) {
        StringBuilder text = new StringBuilder("# All plugins\n"
                + "Written by the build from what the bundles say (`mvn verify -Dpolycritic.plugins=write`).\n"
                + "*Measured* is the chief comparison of the studies whose methods have a part of the plugin; each"
                + " page has the whole table.\n");
        for (String kind : KINDS) {
            text.append("\n## ")
                    .append(kind.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(kind.substring(1))
                    .append("s\n| id | what it does | paper | measured | bundle |\n|---|---|---|---|---|\n");
            Map<String, String> rows = new TreeMap<>();
            for (JsonNode plugin : known) {
                if (plugin.path("kind").asText().equals(kind)) {
                    rows.put(plugin.path("id").asText(), row(plugin));
                }
            }
            rows.values().forEach(text::append);
        }
        return text.toString();
    }

    private String row(JsonNode plugin) {
        String id = plugin.path("id").asText();
        String bundle = plugin.path("bundle").asText().replace("io.polycritic.plugins.", "");
        List<String> measured = new ArrayList<>();
        for (Use use : uses.getOrDefault(id, List.of())) {
            measured.add("[" + use.study + "](" + use.page + ")" + (use.measured.isEmpty() ? "" : ": " + use.measured));
        }
        Path folder = Path.of(bundle.replace('.', '/'));
        String where = Files.isDirectory(plugins.resolve(folder)) ? "[" + bundle + "](" + folder + ")" : bundle;
        return "| `" + id + "` | " + plugin.path("description").asText() + " | "
                + plugin.path("paper").asText() + " | " + String.join("; ", measured) + " | " + where + " |\n";
    }
}
