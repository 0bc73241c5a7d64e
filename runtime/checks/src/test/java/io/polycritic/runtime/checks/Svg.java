package io.polycritic.runtime.checks;

import java.util.List;
import java.util.Locale;

/** Writes an SVG picture, element by element; the same calls give the same text. */
final class Svg {
    private final StringBuilder body = new StringBuilder();

    Svg box(int x, int y, int width, int height, String fill, String stroke) {
        body.append(String.format(
                Locale.ROOT,
                "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"%s\"/>\n",
                x,
                y,
                width,
                height,
                fill,
                stroke));
        return this;
    }

    Svg text(int x, int y, int size, String style, String text) {
        body.append(String.format(
                Locale.ROOT,
                "  <text x=\"%d\" y=\"%d\" font-size=\"%d\" %s>%s</text>\n",
                x,
                y,
                size,
                style,
                escape(text)));
        return this;
    }

    /** A line through points, with an arrowhead at its end. */
    Svg arrow(List<int[]> points, String stroke) {
        StringBuilder path = new StringBuilder();
        for (int[] point : points) {
            path.append(path.isEmpty() ? "M" : " L")
                    .append(point[0])
                    .append(' ')
                    .append(point[1]);
        }
        body.append(String.format(
                Locale.ROOT,
                "  <path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" marker-end=\"url(#head)\"/>\n",
                path,
                stroke));
        return this;
    }

    String page(int width, int height, String title) {
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" role="img">
                  <title>%s</title>
                  <defs>
                    <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                      <path d="M0 0 L8 4 L0 8 z" fill="#555"/>
                    </marker>
                  </defs>
                  <rect width="100%%" height="100%%" fill="#fff"/>
                %s</svg>
                """,
                width,
                height,
                escape(title),
                body);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
