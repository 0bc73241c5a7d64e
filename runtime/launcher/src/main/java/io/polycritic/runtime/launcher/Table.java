package io.polycritic.runtime.launcher;

import java.util.ArrayList;
import java.util.List;

/** Lines of text whose columns stand below each other. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> lines = new ArrayList<>();

    Table(String... heads) {
        lines.add(List.of(heads));
    }

    Table row(Object... cells) {
        List<String> line = new ArrayList<>();
        for (Object cell : cells) {
            line.add(cell == null ? "" : cell.toString());
        }
        while (line.size() < lines.get(0).size()) {
            line.add("");
        }
        lines.add(line);
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                padded.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length()))
                        .append(GAP);
            }
            text.append(text.isEmpty() ? "" : System.lineSeparator())
                    .append(padded.toString().stripTrailing());
        }
        return text.toString();
    }
}
