package io.polycritic.studies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.store.Json;
import io.polycritic.studies.StudySpec.Arm;
import io.polycritic.studies.StudySpec.Bar;
import io.polycritic.studies.StudySpec.Metric;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a study and checks that it can say anything: a baseline, two seeds, equal budgets, bars about what exists. */
final class StudyReader {
    private static final ObjectReader READER =
            Json.mapper().readerFor(StudySpec.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private StudyReader() {}

    static StudySpec read(String json, String file) {
        StudySpec study;
        try {
            study = READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw invalid(file, e.getOriginalMessage());
        }
        require(
                study.name() != null && study.name().matches("[a-z0-9-]{1,32}"),
                file,
                "name: small letters, digits, '-'");
        require(study.recipe() != null, file, "recipe: is required");
        require(
                study.seeds() != null && new HashSet<>(study.seeds()).size() > 1,
                file,
                "seeds: at least two different ones");
        require(study.arms() != null && study.arms().size() > 1, file, "arms: the method and at least one baseline");
        require(study.metrics() != null && !study.metrics().isEmpty(), file, "metrics: at least one");
        require(study.steps() > 0, file, "steps: at least 1");
        Set<String> arms = study.arms().stream().map(Arm::name).collect(Collectors.toSet());
        require(arms.size() == study.arms().size(), file, "arms: names must differ");
        for (String arm : arms) {
            require(
                    arm.matches("[a-z0-9-]{1,24}"),
                    file,
                    "arms: found name '" + arm + "', allowed are small letters, digits, '-'");
        }
        require(
                arms.contains(study.method()),
                file,
                "method: found '" + study.method() + "', allowed is one of " + arms);
        for (Arm arm : study.arms()) {
            boolean budget = arm.patch() != null
                    && (arm.patch().has("budget") || arm.patch().has("seed"));
            require(!budget, file, "arms." + arm.name() + ": an arm must not change budget or seed");
        }
        Set<String> metrics = study.metrics().stream().map(Metric::name).collect(Collectors.toSet());
        checkMetrics(study.metrics(), file);
        checkBars(study.bars(), arms, metrics, file);
        if (study.quick() != null) {
            require(arms.containsAll(study.quick().arms()), file, "quick.arms: allowed are " + arms);
            require(study.quick().arms().contains(study.method()), file, "quick.arms: must contain the method");
            require(new HashSet<>(study.quick().seeds()).size() > 1, file, "quick.seeds: at least two different ones");
            checkBars(study.quick().bars(), arms, metrics, file);
        }
        return study;
    }

    private static void checkMetrics(List<Metric> all, String file) {
        for (Metric metric : all) {
            require(
                    Set.of("higher", "lower", "neither").contains(metric.better()),
                    file,
                    "metrics." + metric.name() + ".better: found '" + metric.better()
                            + "', allowed is higher, lower, neither");
            StudySpec.Dip dip = metric.dip();
            require(
                    dip == null || Math.min(dip.before(), dip.after()) >= 1 && dip.at() >= dip.before(),
                    file,
                    "metrics." + metric.name()
                            + ".dip: needs at, and before and after of at least 1, before at most at");
        }
    }

    private static void checkBars(List<Bar> bars, Set<String> arms, Set<String> metrics, String file) {
        for (Bar bar : Objects.requireNonNullElse(bars, List.<Bar>of())) {
            require(
                    metrics.contains(bar.metric()),
                    file,
                    "bars: no metric '" + bar.metric() + "'; there are " + metrics);
            require(arms.contains(bar.arm()), file, "bars: no arm '" + bar.arm() + "'; there are " + arms);
            boolean compares = bar.by() != null || bar.factor() != null;
            require(
                    compares == (bar.against() != null) && (bar.against() == null || arms.contains(bar.against())),
                    file,
                    "bars: 'against' goes with 'by' or 'factor' and names one of " + arms);
            require(
                    compares || bar.atLeast() != null || bar.atMost() != null,
                    file,
                    "bars: needs atLeast, atMost, or against with by or factor");
        }
    }

    private static void require(boolean holds, String file, String message) {
        if (!holds) {
            throw invalid(file, message);
        }
    }

    private static ProblemException invalid(String file, String message) {
        return new ProblemException(new Problem("USER", file, file + ": " + message));
    }
}
