package io.polycritic.studies;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.polycritic.api.control.StudyBar;
import io.polycritic.api.control.StudyFigure;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudySummary;
import io.polycritic.api.control.StudyView;
import io.polycritic.store.AtomicFile;
import io.polycritic.store.Json;
import io.polycritic.studies.StudySpec.Arm;
import io.polycritic.studies.StudySpec.Bar;
import io.polycritic.studies.StudySpec.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes reports, and keeps the last one of each study in a folder. */
final class Reports {
    private final Path folder;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    /** What a report says in short, as long as its file is the same. */
    private record Seen(FileTime modified, long bytes, StudyView.StudyResult result) {}

    Reports(Path folder) {
        this.folder = folder;
    }

    StudyReport make(Outcomes outcomes, Collection<Job> jobs, double seconds) {
        Plan plan = outcomes.plan();
        StudySpec study = plan.study();
        Comparison comparison = new Comparison(outcomes);
        List<StudyFigure> figures = comparison.figures();
        Judge judge = new Judge(outcomes, comparison);
        List<StudyBar> bars = judge.judge();
        Curves curves = new Curves(outcomes);
        StudyReport report = new StudyReport(
                study.name(),
                Objects.requireNonNullElse(study.system(), ""),
                Objects.requireNonNullElse(study.paper(), ""),
                study.title(),
                plan.quick(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                seconds,
                plan.steps(),
                plan.seeds(),
                plan.worldNames(),
                study.method(),
                plan.armViews(),
                summary(plan, judge, bars, figures),
                verdict(plan, bars),
                Texts.table(study.method(), figures) + "\n" + lines(bars),
                figures,
                bars,
                curves.curves(),
                curves.profiles(),
                jobs.stream().map(Job::run).toList());
        AtomicFile.write(
                file(study.name(), plan.quick()),
                out -> out.write(Json.pretty(report).getBytes(StandardCharsets.UTF_8)));
        return report;
    }

    /** The last report in short, or null; a report that has not changed is not read again. */
    StudyView.StudyResult result(String study, boolean quick) {
        Path file = file(study, quick);
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            long bytes = Files.size(file);
            Seen before = seen.get(file);
            if (before == null || !before.modified().equals(modified) || before.bytes() != bytes) {
                before = new Seen(modified, bytes, brief(study, quick));
                seen.put(file, before);
            }
            return before.result();
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    private StudyView.StudyResult brief(String study, boolean quick) {
        return last(study, quick)
                .map(report -> new StudyView.StudyResult(report.finished(), report.summary()))
                .orElse(null);
    }

    /** The last report, if there is one that can be read. */
    Optional<StudyReport> last(String study, boolean quick) {
        Path file = file(study, quick);
        try {
            return Files.exists(file)
                    ? Optional.of(Json.ownMapper().readValue(Files.readString(file), StudyReport.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            System.getLogger(Reports.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} is no report of this version: {1}", file, e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    private Path file(String study, boolean quick) {
        return folder.resolve(study + (quick ? ".quick" : "") + ".json");
    }

    private static String verdict(Plan plan, List<StudyBar> bars) {
        long counted = bars.stream().filter(StudyBar::counts).count();
        long reached =
                bars.stream().filter(bar -> bar.counts() && bar.reached()).count();
        return counted == 0
                ? "no bar of these arms counts"
                : reached + " of " + counted + " bars reached, " + plan.seeds().size() + " seeds of " + plan.steps()
                        + " steps for each of " + plan.arms().size() + " arms"
                        + (plan.worlds().size() > 1
                                ? " in each of " + plan.worlds().size() + " worlds"
                                : "");
    }

    private static String lines(List<StudyBar> bars) {
        StringBuilder text = new StringBuilder();
        for (StudyBar bar : bars) {
            text.append(!bar.counts() ? "reported " : bar.reached() ? "reached  " : "MISSED   ")
                    .append(bar.text())
                    .append(bar.counts() ? "" : bar.reached() ? " (holds)" : " (does not hold)")
                    .append('\n');
        }
        return text.toString();
    }

    /** The chief bar, and the best baseline by its metric. */
    private static StudySummary summary(Plan plan, Judge judge, List<StudyBar> bars, List<StudyFigure> figures) {
        String method = plan.study().method();
        List<Bar> applying = plan.bars().stream().filter(judge::applies).toList();
        Optional<Bar> chief = applying.stream()
                .filter(Bar::main)
                .findFirst()
                .or(() -> applying.stream()
                        .filter(bar -> bar.compares() && bar.arm().equals(method))
                        .findFirst())
                .or(() -> applying.stream().findFirst());
        String metric = chief.map(Bar::metric)
                .orElseGet(() -> plan.study().metrics().get(0).name());
        List<String> baselines = plan.arms().stream()
                .filter(arm -> arm.isBaseline() && !arm.name().equals(method))
                .map(Arm::name)
                .toList();
        boolean lower = plan.study().metrics().stream()
                .filter(each -> each.name().equals(metric))
                .map(Metric::better)
                .anyMatch("lower"::equals);
        Comparator<StudyFigure> order =
                Comparator.comparingDouble(figure -> figure.iqm().estimate());
        Optional<StudyFigure> best = figures.stream()
                .filter(figure -> figure.metric().equals(metric)
                        && figure.world().isEmpty()
                        && figure.ahead() != null
                        && baselines.contains(figure.arm())
                        && Double.isFinite(figure.iqm().estimate()))
                .max(lower ? order.reversed() : order);
        List<StudyBar> counted = bars.stream().filter(StudyBar::counts).toList();
        List<StudySummary.Check> checks = new ArrayList<>();
        bars.forEach(bar -> checks.add(new StudySummary.Check(bar.text(), bar.reached(), bar.counts())));
        return new StudySummary(
                plan.study().name(),
                metric,
                method,
                best.map(StudyFigure::arm).orElse(""),
                best.map(figure -> figure.ahead().estimate()).orElse(Double.NaN),
                best.map(figure -> List.of(figure.ahead().low(), figure.ahead().high()))
                        .orElse(List.of()),
                chief.map(bar -> bars.get(applying.indexOf(bar)).text()).orElse(""),
                counted.isEmpty()
                        ? plan.bars().stream().allMatch(Bar::report)
                        : counted.stream().allMatch(StudyBar::reached),
                checks);
    }
}
