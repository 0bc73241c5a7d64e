package io.polycritic.studies;

import java.util.Locale;
import java.util.Map;

/**
 * Writes an SVG picture. Colours are CSS variables of the page that it stands in, with values of its own where it
 * stands alone.
 */
final class Svg {
    private static final String[] LIGHT = {
        "#2b72dc", "#d2690a", "#17895a", "#bd2f84", "#7b52cf", "#0b7f93", "#c93f39", "#847200", "#875a3e", "#5b6b80"
    };
    /** What a word of a style stands for. Attributes, for pages may forbid styles inside of documents. */
    private static final Map<String, String> STYLES = Map.of(
            "plain", "fill=\"var(--text,#18202b)\"",
            "sub", "fill=\"var(--muted,#566273)\"",
            "title", "fill=\"var(--text,#18202b)\" font-weight=\"600\"",
            "end", "text-anchor=\"end\"",
            "middle", "text-anchor=\"middle\"",
            "grid", "stroke=\"var(--grid,#dfe4ea)\"");

    private final StringBuilder text = new StringBuilder();

    Svg(double width, double height, String title) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\" font-family=\"system-ui,sans-serif\" font-size=\"12\">",
                width, height, title);
    }

    /** The colour of the arm at an index. */
    static String colour(int index) {
        int at = index % LIGHT.length;
        return "var(--series-" + at + "," + LIGHT[at] + ")";
    }

    /** Adds markup; numbers and texts come in where the format has <code>%s</code>, texts escaped. */
    Svg add(String format, Object... values) {
        Object[] shown = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            shown[i] = values[i] instanceof Number number ? pixel(number.doubleValue()) : escaped(values[i].toString());
        }
        text.append(String.format(Locale.ROOT, format, shown));
        return this;
    }

    /** Adds a text; its style is words of {@link #STYLES}. */
    Svg text(double x, double y, String style, String content) {
        return add("<text x=\"%s\" y=\"%s\"", x, y).styled(style).add(">%s</text>", content);
    }

    /** Adds a line; its style is words of {@link #STYLES}. */
    Svg line(double x1, double y1, double x2, double y2, String style) {
        return add("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"", x1, y1, x2, y2)
                .styled(style)
                .add("/>");
    }

    private Svg styled(String style) {
        for (String word : style.split(" ")) {
            text.append(' ').append(STYLES.get(word));
        }
        return this;
    }

    String end() {
        return text + "</svg>\n";
    }

    static String pixel(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
