package io.polycritic.studies;

import io.polycritic.api.control.StudyFigure;
import io.polycritic.api.control.StudyInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers and comparisons as people read them. */
final class Texts {
    private Texts() {}

    static String number(double number) {
        double size = Math.abs(number);
        if (size != 0 && size < 0.001) {
            return String.format(Locale.ROOT, "%.1e", number);
        }
        return String.format(Locale.ROOT, size >= 1000 ? "%.0f" : size >= 100 ? "%.1f" : "%.3f", number);
    }

    static String interval(StudyInterval interval) {
        return number(interval.estimate()) + " " + ends(interval);
    }

    private static String ends(StudyInterval interval) {
        return "[" + number(interval.low()) + ", " + number(interval.high()) + "]";
    }

    /** The figures, a line each, in columns. */
    static String table(String method, List<StudyFigure> figures) {
        boolean worlds = figures.stream().anyMatch(figure -> !figure.world().isEmpty());
        List<List<String>> lines = new ArrayList<>();
        lines.add(row(
                worlds,
                "metric",
                "world",
                "arm",
                "IQM",
                "95 % interval",
                method + " ahead by",
                "95 % interval",
                "P(better)"));
        for (StudyFigure figure : figures) {
            boolean compared = figure.ahead() != null;
            lines.add(row(
                    worlds,
                    figure.metric(),
                    figure.world().isEmpty() ? "all" : figure.world(),
                    figure.arm(),
                    number(figure.iqm().estimate()),
                    ends(figure.iqm()),
                    compared ? number(figure.ahead().estimate()) : "",
                    compared ? ends(figure.ahead()) : "",
                    compared ? number(figure.improvement().estimate()) : ""));
        }
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                int at = column;
                int width = lines.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElse(0);
                text.append(line.get(column))
                        .append(" ".repeat(width - line.get(column).length() + 2));
            }
            table.append(text.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    private static List<String> row(boolean worlds, String... cells) {
        List<String> row = new ArrayList<>(List.of(cells));
        if (!worlds) {
            row.remove(1);
        }
        return row;
    }
}
