package io.polycritic.studies;

import io.polycritic.api.control.StudyFigure;
import io.polycritic.api.control.StudyInterval;
import io.polycritic.api.control.StudyReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws what a report has of one metric: intervals with the runs behind them, curves over steps, profiles. */
final class Plots {
    private static final double WIDTH = 720;
    private static final double LABELS = 150;
    private static final double RIGHT = 16;
    private static final double TOP = 30;
    private static final double ROW = 24;
    private static final double BOTTOM = 26;
    private static final double LEGEND = 18;
    private static final double HEIGHT = 200;

    private final StudyReport report;
    private final String metric;
    private final List<String> arms;

    Plots(StudyReport report, String metric) {
        this.report = report;
        this.metric = metric;
        this.arms = report.arms().stream().map(arm -> arm.name()).toList();
        if (report.figures().stream().noneMatch(figure -> figure.metric().equals(metric))) {
            throw Studies.problem(
                    "NOT_FOUND",
                    "metric",
                    "there is no metric '" + metric + "'; there are "
                            + report.figures().stream()
                                    .map(StudyFigure::metric)
                                    .distinct()
                                    .toList());
        }
    }

    /** The interquartile mean of each arm with its 95 % interval, and each run as a dot that leads to it. */
    String intervals() {
        List<StudyFigure> figures = report.figures().stream()
                .filter(figure -> figure.metric().equals(metric)
                        && Double.isFinite(figure.iqm().estimate()))
                .toList();
        double[] all = figures.stream()
                .flatMap(figure -> Stream.concat(
                        figure.values().stream(),
                        Stream.of(figure.iqm().low(), figure.iqm().high())))
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
        long worlds = figures.stream().map(StudyFigure::world).distinct().count();
        double height = TOP + ROW * (figures.size() + (worlds > 1 ? worlds : 0)) + BOTTOM;
        Svg svg = new Svg(WIDTH, height, "Intervals of " + metric + " in the study " + report.study());
        Axis axis = axis(LABELS, WIDTH - RIGHT, all);
        svg.text(0, 14, "title", metric).text(WIDTH - RIGHT, 14, "sub end", better(figures));
        for (double tick : axis.ticks()) {
            svg.line(axis.at(tick), TOP - 6, axis.at(tick), height - BOTTOM, "grid")
                    .text(axis.at(tick), height - 8, "sub middle", Axis.label(tick));
        }
        double y = TOP + ROW / 2;
        String world = null;
        for (StudyFigure figure : figures) {
            if (worlds > 1 && !figure.world().equals(world)) {
                world = figure.world();
                svg.text(0, y + 4, "sub", world.isEmpty() ? "all worlds" : world);
                y += ROW;
            }
            row(svg, figure, axis, y);
            y += ROW;
        }
        return svg.end();
    }

    private static String better(List<StudyFigure> figures) {
        return figures.stream()
                .map(StudyFigure::better)
                .filter(better -> !better.equals("neither"))
                .map(better -> better + " is better")
                .findFirst()
                .orElse("");
    }

    private void row(Svg svg, StudyFigure figure, Axis axis, double y) {
        String colour = Svg.colour(arms.indexOf(figure.arm()));
        boolean method = figure.arm().equals(report.method());
        svg.text(LABELS - 12, y + 4, method ? "end title" : "end plain", figure.arm());
        for (int i = 0; i < figure.values().size(); i++) {
            double value = figure.values().get(i);
            if (Double.isFinite(value)) {
                svg.add("<a href=\"#/runs/%s\">", figure.runs().get(i))
                        .add(
                                "<circle class=\"run\" opacity=\".5\" cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\">",
                                axis.at(value), y + 5, colour)
                        .add("<title>%s: %s</title></circle></a>", figure.runs().get(i), Texts.number(value));
            }
        }
        StudyInterval iqm = figure.iqm();
        svg.add(
                        "<line stroke-width=\"2\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>",
                        axis.at(iqm.low()), y - 3, axis.at(iqm.high()), y - 3, colour)
                .add("<circle cx=\"%s\" cy=\"%s\" r=\"4.5\" fill=\"%s\">", axis.at(iqm.estimate()), y - 3, colour)
                .add("<title>%s: %s</title></circle>", figure.arm(), Texts.interval(iqm));
    }

    /** The interquartile mean of each arm over the steps; empty if the metric has no curve. */
    Optional<String> curves() {
        List<Line> lines = report.curves().stream()
                .filter(curve -> curve.metric().equals(metric))
                .map(curve -> new Line(
                        curve.arm(),
                        curve.steps().stream().mapToDouble(Long::doubleValue).toArray(),
                        curve.points()))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines(metric + " over steps", lines));
    }

    /** The share of runs above each value; empty where all runs have the same. */
    Optional<String> profiles() {
        List<Line> lines = report.profiles().stream()
                .filter(profile -> profile.metric().equals(metric))
                .map(profile -> new Line(
                        profile.arm(),
                        profile.thresholds().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        profile.shares()))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines("share of runs with more " + metric, lines));
    }

    /** A line with its band. */
    private record Line(String arm, double[] xs, List<StudyInterval> points) {}

    private String lines(String title, List<Line> lines) {
        int columns = 4;
        double top = TOP + LEGEND * ((lines.size() + columns - 1) / columns);
        double height = top + HEIGHT + BOTTOM;
        Svg svg = new Svg(WIDTH, height, title + " in the study " + report.study());
        svg.text(0, 14, "title", title);
        Axis x = axis(
                60,
                WIDTH - RIGHT,
                lines.stream().flatMapToDouble(line -> Arrays.stream(line.xs)).toArray());
        Axis y = axis(
                height - BOTTOM,
                top,
                lines.stream()
                        .flatMap(line -> line.points.stream())
                        .flatMapToDouble(point -> Arrays.stream(new double[] {point.low(), point.high()}))
                        .filter(Double::isFinite)
                        .toArray());
        for (double tick : y.ticks()) {
            svg.line(x.from(), y.at(tick), x.to(), y.at(tick), "grid")
                    .text(x.from() - 8, y.at(tick) + 4, "sub end", Axis.label(tick));
        }
        for (double tick : x.ticks()) {
            svg.text(x.at(tick), height - 8, "sub middle", Axis.label(tick));
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            String colour = Svg.colour(arms.indexOf(line.arm));
            double left = (i % columns) * (WIDTH - RIGHT) / columns;
            double at = TOP - 4 + LEGEND * (i / columns);
            svg.add("<rect x=\"%s\" y=\"%s\" width=\"14\" height=\"3\" fill=\"%s\"/>", left, at, colour)
                    .text(left + 20, at + 6, line.arm.equals(report.method()) ? "title" : "plain", line.arm);
            draw(svg, line, x, y, colour);
        }
        return svg.end();
    }

    private static void draw(Svg svg, Line line, Axis x, Axis y, String colour) {
        List<String> upper = new ArrayList<>();
        List<String> lower = new ArrayList<>();
        List<String> middle = new ArrayList<>();
        for (int i = 0; i < line.xs.length; i++) {
            StudyInterval point = line.points.get(i);
            if (Double.isFinite(point.estimate())) {
                String left = Svg.pixel(x.at(line.xs[i])) + ",";
                upper.add(left + Svg.pixel(y.at(point.high())));
                lower.add(0, left + Svg.pixel(y.at(point.low())));
                middle.add(left + Svg.pixel(y.at(point.estimate())));
            }
        }
        svg.add(
                        "<polygon opacity=\".16\" points=\"%s %s\" fill=\"%s\"/>",
                        String.join(" ", upper), String.join(" ", lower), colour)
                .add(
                        "<polyline fill=\"none\" stroke-width=\"1.75\" points=\"%s\" stroke=\"%s\">",
                        String.join(" ", middle), colour)
                .add("<title>%s</title></polyline>", line.arm);
    }

    private static Axis axis(double from, double to, double... values) {
        return Axis.over(
                Arrays.stream(values).min().orElse(0),
                Arrays.stream(values).max().orElse(1),
                from,
                to);
    }
}
