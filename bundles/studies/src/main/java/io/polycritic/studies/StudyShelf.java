package io.polycritic.studies;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The studies that bundles bring, read and counted once for as long as bundles and recipes are the same. */
final class StudyShelf {
    /**
     * A study, or the problem of one that cannot be carried out.
     *
     * @param study the study, null where there is a problem
     * @param runs how many runs it makes
     * @param problem what is wrong with it, null if nothing is
     */
    record Known(StudySpec study, int runs, Problem problem) {
        private static Known unusable(Problem problem) {
            return new Known(null, 0, problem);
        }
    }

    private record Reading(
            List<BundleDocuments.Document> documents, Recipes.Reading recipes, Map<String, Known> studies) {}

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
        Recipes.Reading current = recipes.reading();
        Reading reading = last;
        if (reading.documents() != now || reading.recipes() != current) {
            reading = new Reading(now, current, read(now, current));
            last = reading;
        }
        return reading.studies();
    }

    StudySpec find(String name) {
        Map<String, Known> all = all();
        Known known = all.get(name);
        if (known == null) {
            throw Studies.problem("NOT_FOUND", "study", "there is no study '" + name + "'; there are " + all.keySet());
        }
        if (known.problem() != null) {
            throw new ProblemException(known.problem());
        }
        return known.study();
    }

    private static Map<String, Known> read(List<BundleDocuments.Document> now, Recipes.Reading recipes) {
        Map<String, Known> all = new TreeMap<>();
        for (BundleDocuments.Document document : now) {
            all.merge(
                    document.name(),
                    read(document, recipes),
                    (one, other) -> Known.unusable(conflict(document.name(), now)));
        }
        return Collections.unmodifiableMap(all);
    }

    /** One that cannot be read must not take the others along. */
    private static Known read(BundleDocuments.Document document, Recipes.Reading recipes) {
        try {
            StudySpec study = StudyReader.read(document.text(), document.name() + ".json");
            if (!study.name().equals(document.name())) {
                throw Studies.problem(
                        "USER",
                        document.name() + ".json",
                        "name: found '" + study.name() + "', allowed is the name of its file");
            }
            return new Known(
                    study, Jobs.of(Plan.of(study, false, null), recipes::spec).size(), null);
        } catch (ProblemException e) {
            return Known.unusable(e.problem());
        }
    }

    private static Problem conflict(String name, List<BundleDocuments.Document> documents) {
        List<String> bundles = documents.stream()
                .filter(document -> document.name().equals(name))
                .map(BundleDocuments.Document::bundle)
                .toList();
        return new Problem("CONFLICT", "study", "'" + name + "' is a study of several bundles: " + bundles);
    }
}
