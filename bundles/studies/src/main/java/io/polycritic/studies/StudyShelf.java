package io.polycritic.studies;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The studies that bundles bring, read and counted once for as long as bundles and recipes are the same. */
final class StudyShelf {
    /**
     * A study.
     *
     * @param study the study
     * @param runs how many runs it makes
     */
    record Known(StudySpec study, int runs) {}

    private record Reading(List<BundleDocuments.Document> documents, Object recipes, Map<String, Known> studies) {}

    private final BundleDocuments documents;
    private final Recipes recipes;
    private volatile Reading last = new Reading(null, null, Map.of());

    StudyShelf(BundleDocuments documents, Recipes recipes) {
        this.documents = documents;
        this.recipes = recipes;
    }

    /** All studies by name. */
    Map<String, Known> all() {
        List<BundleDocuments.Document> now = documents.all();
        Object state = recipes.state();
        Reading reading = last;
        if (reading.documents() != now || reading.recipes() != state) {
            reading = new Reading(now, state, read(now));
            last = reading;
        }
        return reading.studies();
    }

    StudySpec find(String name) {
        Map<String, Known> all = all();
        if (!all.containsKey(name)) {
            throw Studies.problem("NOT_FOUND", "study", "there is no study '" + name + "'; there are " + all.keySet());
        }
        return all.get(name).study();
    }

    private Map<String, Known> read(List<BundleDocuments.Document> now) {
        Map<String, Known> all = new TreeMap<>();
        for (BundleDocuments.Document document : now) {
            StudySpec study = StudyReader.read(document.text(), document.name() + ".json");
            int runs = Jobs.of(Plan.of(study, false, null), recipes::spec).size();
            all.put(study.name(), new Known(study, runs));
        }
        return Collections.unmodifiableMap(all);
    }
}
