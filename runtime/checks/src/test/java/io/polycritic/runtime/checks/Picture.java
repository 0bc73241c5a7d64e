package io.polycritic.runtime.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The architecture on one page: a band for each layer, a box for each bundle, arrows for what layers really use. */
final class Picture {
    private static final List<Layer> BANDS =
            List.of(Layer.FACE, Layer.PLUGIN, Layer.PLATFORM, Layer.LIBRARY, Layer.API, Layer.OTHER);
    private static final Map<Layer, String> FILLS = Map.of(
            Layer.FACE, "#e8eef7",
            Layer.PLUGIN, "#fdf1dc",
            Layer.PLATFORM, "#e6f2e6",
            Layer.LIBRARY, "#f3e9f5",
            Layer.API, "#fbe7e7",
            Layer.OTHER, "#eeeeee");

    /** Whose second word says nothing of what it is. */
    private static final Set<String> VENDORS = Set.of("apache", "fasterxml");

    private static final int MARGIN = 20;
    private static final int COLUMNS = 6;
    private static final int BOX = 174;
    private static final int GAP = 10;
    private static final int LINE = 14;
    private static final int LETTERS = 29;
    private static final int BAND_WIDTH = COLUMNS * (BOX + GAP) + GAP;
    private static final int GUTTER = 26;
    /** Spaces that SVG does not swallow. */
    private static final String INDENT = "\u00a0\u00a0\u00a0\u00a0";

    private final House house;
    private final Svg svg = new Svg();
    private final Map<Layer, int[]> extents = new LinkedHashMap<>();

    Picture(House house) {
        this.house = house;
    }

    String draw() {
        int y = MARGIN + 44;
        for (Layer layer : BANDS) {
            int bottom = band(layer, y);
            extents.put(layer, new int[] {y, bottom});
            y = bottom + MARGIN;
        }
        int arrows = arrows();
        svg.text(MARGIN, MARGIN + 14, 18, "font-weight=\"bold\"", "Polycritic: what is built, and what uses what");
        svg.text(
                MARGIN,
                MARGIN + 32,
                12,
                "fill=\"#555\"",
                "Drawn from the manifests of the built bundles. In each box: what it brings, then the bundles that it uses.");
        return svg.page(2 * MARGIN + BAND_WIDTH + arrows * GUTTER, y, "Architecture of Polycritic");
    }

    private int band(Layer layer, int top) {
        List<List<String>> boxes = boxes(layer);
        int x = MARGIN + GAP;
        int y = top + 26;
        int[] heights = new int[(boxes.size() + COLUMNS - 1) / COLUMNS];
        for (int i = 0; i < boxes.size(); i++) {
            heights[i / COLUMNS] =
                    Math.max(heights[i / COLUMNS], 12 + LINE * boxes.get(i).size());
        }
        int bottom = y;
        for (int height : heights) {
            bottom += height + GAP;
        }
        svg.box(MARGIN, top, BAND_WIDTH, bottom - top, FILLS.get(layer), "#999");
        svg.text(MARGIN + GAP, top + 17, 13, "font-weight=\"bold\"", layer.title());
        for (int i = 0; i < boxes.size(); i++) {
            int row = i / COLUMNS;
            box(x + (i % COLUMNS) * (BOX + GAP), y, heights[row], boxes.get(i));
            if (i % COLUMNS == COLUMNS - 1) {
                y += heights[row] + GAP;
            }
        }
        return bottom;
    }

    private void box(int x, int y, int height, List<String> lines) {
        svg.box(x, y, BOX, height, "#fff", "#777");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String style = i == 0
                    ? "font-weight=\"bold\""
                    : line.startsWith("\u2192") || line.startsWith(INDENT) ? "fill=\"#777\"" : "fill=\"#333\"";
            svg.text(x + 6, y + 16 + LINE * i, 11, style, line);
        }
    }

    /** The lines of each box of a layer. */
    private List<List<String>> boxes(Layer layer) {
        List<List<String>> boxes = new ArrayList<>();
        if (layer == Layer.FACE) {
            List<String> launcher = new ArrayList<>(List.of("launcher"));
            launcher.addAll(wrap("", List.of("command line", "starts the framework")));
            launcher.addAll(wrap("\u2192 ", List.of("api.control")));
            boxes.add(launcher);
        }
        List<Bundle> bundles = new ArrayList<>(house.of(layer));
        bundles.sort(Comparator.comparing(Bundle::name));
        for (Bundle bundle : bundles) {
            List<String> lines = new ArrayList<>();
            lines.add(brief(bundle.name()));
            if (layer != Layer.OTHER) {
                lines.addAll(wrap("", List.copyOf(bundle.plugins())));
                lines.addAll(wrap("", List.copyOf(bundle.documents())));
                lines.addAll(wrap(
                        "\u2192 ",
                        house.uses(bundle).stream()
                                .map(Picture::brief)
                                .distinct()
                                .toList()));
            }
            boxes.add(lines);
        }
        return layer == Layer.OTHER ? grouped(bundles) : boxes;
    }

    /** Bundles of others, one box for each project: their parts are not ours to explain. */
    private static List<List<String>> grouped(List<Bundle> bundles) {
        Map<String, List<String>> groups = new TreeMap<>();
        for (Bundle bundle : bundles) {
            String[] words = bundle.name().split("\\.");
            String group = String.join(".", List.of(words).subList(0, Math.min(words.length, 3)));
            String part = bundle.name().substring(group.length()).replaceFirst("^\\.", "");
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(part);
        }
        List<List<String>> boxes = new ArrayList<>();
        groups.forEach((group, parts) -> {
            List<String> lines = new ArrayList<>(List.of(group));
            lines.addAll(wrap("", parts.stream().filter(part -> !part.isEmpty()).toList()));
            boxes.add(lines);
        });
        return boxes;
    }

    private static String brief(String bundle) {
        if (Layer.of(bundle) == Layer.OTHER) {
            String[] words = bundle.split("\\.");
            if (words.length == 1) {
                return bundle;
            }
            return VENDORS.contains(words[1]) ? words[2] : words[1];
        }
        return bundle.replace("io.polycritic.plugins.", "").replace("io.polycritic.", "");
    }

    private static List<String> wrap(String first, List<String> words) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : words) {
            if (!empty && line.length() + word.length() + 2 > LETTERS) {
                lines.add(line + ",");
                line = new StringBuilder(first.isEmpty() ? "" : INDENT);
                empty = true;
            }
            line.append(empty ? "" : ", ").append(word);
            empty = false;
        }
        if (!words.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** One arrow for each pair of layers of which the one really uses the other, to the right of the bands. */
    private int arrows() {
        int right = MARGIN + BAND_WIDTH;
        int lane = 0;
        Map<Layer, Integer> doors = new LinkedHashMap<>();
        for (Layer from : BANDS) {
            for (Layer to : used(from)) {
                lane++;
                int start = extents.get(from)[0] + 20 + 9 * doors.merge(from, 1, Integer::sum);
                int end = extents.get(to)[0] + 20 + 9 * doors.merge(to, 1, Integer::sum);
                int x = right + lane * GUTTER - 8;
                svg.arrow(
                        List.of(new int[] {right, start}, new int[] {x, start}, new int[] {x, end}, new int[] {
                            right + 2, end
                        }),
                        "#555");
            }
        }
        return lane;
    }

    private Set<Layer> used(Layer from) {
        Set<Layer> used = new TreeSet<>();
        if (from == Layer.FACE) {
            used.add(Layer.API);
        }
        for (Bundle bundle : house.of(from)) {
            for (String name : house.uses(bundle)) {
                used.add(Layer.of(name));
            }
        }
        used.remove(from);
        return used;
    }
}
