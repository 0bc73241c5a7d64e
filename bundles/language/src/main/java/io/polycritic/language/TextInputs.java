package io.polycritic.language;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Shaping;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The inputs of a graph that reads prompts with a response each. A graph may have several, of different names; two of
 * one name are the same inputs.
 */
public final class TextInputs {
    private final String name;
    private final int rows;
    private final TextSpace space;
    private final float[] ids;
    private final float[] places;
    private final float[] tokens;
    private final float[] counts;
    private final Map<String, float[]> asked = new LinkedHashMap<>();

    /**
     * Names the inputs.
     *
     * @param name how they begin
     * @param rows B
     * @param space what the texts are like
     */
    public TextInputs(String name, int rows, TextSpace space) {
        this.name = name;
        this.rows = rows;
        this.space = space;
        this.ids = new float[rows * space.length()];
        this.places = new float[rows * space.response()];
        this.tokens = new float[rows * space.response()];
        this.counts = new float[rows * space.response()];
    }

    /** B. */
    public int rows() {
        return rows;
    }

    /** What the texts are like. */
    public TextSpace space() {
        return space;
    }

    private Node input(String part, float[] values, int length) {
        String input = name + "." + part;
        asked.put(input, values);
        return Graphs.input(input, rows, length);
    }

    /** The whole texts [B, T]. */
    Node ids() {
        return input("ids", ids, space.length());
    }

    /** Of each response's token, the row of [B T] that has the state before it: [B, R]. */
    Node placesBefore() {
        return input("places", places, space.response());
    }

    /** Of each response's token, the row of [B T] that has its own state: [B, R]. */
    Node places() {
        return Elementwise.shift(placesBefore(), 1);
    }

    /** The responses' tokens [B, R]. */
    public Node tokens() {
        return input("tokens", tokens, space.response());
    }

    /** 1 for each token of a response, 0 for padding: [B, R]. */
    public Node counts() {
        return input("counts", counts, space.response());
    }

    /** 1 for the last token of each response, 0 elsewhere: [B, R]. */
    public Node last() {
        int length = space.response();
        Node later = Shaping.pad(Shaping.slice(counts(), 1, 1, length), 1, 0, 1);
        return Elementwise.subtract(counts(), later);
    }

    /**
     * Sets those inputs that nodes were asked for.
     *
     * @param program a program with these nodes
     * @param prompts [B, P]
     * @param responses [B, R]
     */
    public void set(Program program, float[] prompts, float[] responses) {
        fill(prompts, responses);
        asked.forEach((input, values) -> program.set(input, values, 0));
    }

    private void fill(float[] prompts, float[] responses) {
        int p = space.prompt();
        int r = space.response();
        int t = space.length();
        for (int row = 0; row < rows; row++) {
            int before = TextSpace.length(prompts, row * p, p);
            if (before == 0) {
                throw new IllegalArgumentException("prompt " + row + " has no token; each needs one at least");
            }
            System.arraycopy(prompts, row * p, ids, row * t, before);
            System.arraycopy(responses, row * r, ids, row * t + before, r);
            Arrays.fill(ids, row * t + before + r, (row + 1) * t, TextSpace.PAD);
            int said = TextSpace.length(responses, row * r, r);
            for (int i = 0; i < r; i++) {
                places[row * r + i] = row * t + before - 1 + i;
                tokens[row * r + i] = responses[row * r + i];
                counts[row * r + i] = i < said ? 1 : 0;
            }
        }
    }
}
