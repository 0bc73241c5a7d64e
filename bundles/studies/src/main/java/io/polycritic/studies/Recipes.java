package io.polycritic.studies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RecipeControl;
import io.polycritic.api.control.RecipeView;
import io.polycritic.store.AtomicFile;
import io.polycritic.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The recipes that bundles bring, and those in the folder {@code recipes} of the data folder, which go first. */
@Component(service = {RecipeControl.class, Recipes.class})
public final class Recipes implements RecipeControl {
    private static final String ENDING = ".json";
    private static final String USER = "USER";

    /** A recipe and its spec; without a spec where it cannot be used. */
    private record Found(RecipeView view, ObjectNode spec) {}

    /** An own file as it was when it was read. */
    private record Stamp(FileTime modified, long bytes) {}

    /** The recipes at one time. */
    static final class Reading {
        private final List<BundleDocuments.Document> documents;
        private final Map<Path, Stamp> files;
        private final Map<String, Found> recipes;

        private Reading(List<BundleDocuments.Document> documents, Map<Path, Stamp> files) {
            this.documents = documents;
            this.files = files;
            this.recipes = read(documents, files.keySet());
        }

        /** The run spec of a recipe, a copy. Its slots keep their order, which is part of what a run computes. */
        JsonNode spec(String name) {
            return find(name).spec().deepCopy();
        }

        private Found find(String name) {
            Found found = recipes.get(name);
            if (found == null) {
                String there = recipes.isEmpty() ? "none" : String.join(", ", recipes.keySet());
                throw Studies.problem(
                        "NOT_FOUND", "recipe", "there is no recipe '" + name + "'; recipes are: " + there);
            }
            if (found.view().problem() != null) {
                throw new ProblemException(found.view().problem());
            }
            return found;
        }
    }

    private final BundleDocuments bundles;
    private final Path own;
    private volatile Reading last = new Reading(List.of(), Map.of());

    /** Begins; called by Declarative Services. */
    @Activate
    public Recipes(BundleContext context) {
        bundles = new BundleDocuments(context, "Polycritic-Recipes");
        String data =
                Optional.ofNullable(context.getProperty("polycritic.data")).orElse("polycritic-data");
        own = Path.of(data, "recipes");
    }

    @Override
    public List<RecipeView> recipes() {
        return reading().recipes.values().stream()
                .map(found -> found.view().brief())
                .toList();
    }

    @Override
    public RecipeView recipe(String name) {
        return reading().find(name).view();
    }

    /**
     * The recipes that there are now: the same object as long as they have not changed. To find that out all bundles
     * are looked at, so whoever needs many asks once.
     */
    Reading reading() {
        List<BundleDocuments.Document> documents = bundles.all();
        Map<Path, Stamp> files = files();
        Reading reading = last;
        if (reading.documents != documents || !reading.files.equals(files)) {
            reading = new Reading(documents, files);
            last = reading;
        }
        return reading;
    }

    private static Map<String, Found> read(List<BundleDocuments.Document> documents, Set<Path> files) {
        Map<String, Found> all = new TreeMap<>();
        for (BundleDocuments.Document each : documents) {
            Found found =
                    read(each.name(), each.text(), each.bundle(), each.version().toString());
            all.merge(each.name(), found, Recipes::conflict);
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            name = name.substring(0, name.length() - ENDING.length());
            all.put(name, read(name, file));
        }
        return Collections.unmodifiableMap(all);
    }

    private Map<Path, Stamp> files() {
        Map<Path, Stamp> stamps = new TreeMap<>();
        if (!Files.isDirectory(own)) {
            return stamps;
        }
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().endsWith(ENDING) && Files.isRegularFile(file)) {
                    stamps.put(file, new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
                }
            }
            return stamps;
        } catch (IOException e) {
            throw AtomicFile.failure(own, e);
        }
    }

    private static Found read(String name, Path file) {
        try {
            long bytes = Files.size(file);
            if (bytes > Json.MAX_LENGTH) {
                return unusable(
                        name,
                        RecipeView.OWN,
                        "",
                        new Problem(
                                USER,
                                "recipe",
                                "'" + name + "' has " + bytes + " bytes, allowed are " + Json.MAX_LENGTH));
            }
            return read(name, Files.readString(file), RecipeView.OWN, "");
        } catch (IOException e) {
            return unusable(
                    name,
                    RecipeView.OWN,
                    "",
                    new Problem("RESOURCE", "recipe", "'" + name + "' cannot be read: " + e.getMessage()));
        }
    }

    private static Found read(String name, String text, String source, String version) {
        try {
            if (Json.mapper().readTree(text) instanceof ObjectNode spec) {
                return new Found(view(name, spec, source, version), spec);
            }
            return unusable(name, source, version, new Problem(USER, "recipe", "'" + name + "' is no JSON object"));
        } catch (JsonProcessingException e) {
            return unusable(
                    name,
                    source,
                    version,
                    new Problem(USER, "recipe", "'" + name + "' is no JSON: " + e.getOriginalMessage()));
        }
    }

    private static RecipeView view(String name, ObjectNode spec, String source, String version) {
        List<String> critics = new ArrayList<>();
        spec.path("critics").fieldNames().forEachRemaining(critics::add);
        return new RecipeView(
                name,
                spec.path("title").asText(""),
                source,
                version,
                spec.path("environment").path("plugin").asText(""),
                spec.path("learner").path("plugin").asText(""),
                List.copyOf(critics),
                spec.path("seed").asLong(1),
                spec.path("budget").path("steps").asLong(),
                null,
                map(spec));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(ObjectNode spec) {
        try {
            return Json.mapper().treeToValue(spec, LinkedHashMap.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON object is a map", e);
        }
    }

    private static Found unusable(String name, String source, String version, Problem problem) {
        return new Found(new RecipeView(name, "", source, version, "", "", List.of(), 0, 0, problem, null), null);
    }

    private static Found conflict(Found one, Found other) {
        String sources = one.view().source() + ", " + other.view().source();
        String name = one.view().name();
        Problem problem =
                new Problem("CONFLICT", "recipe", "'" + name + "' is a recipe of several bundles: " + sources);
        return unusable(name, sources, "", problem);
    }
}
