package io.polycritic.language;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;

/**
 * Prompts with a response each, as nodes: each response is moved up to the end of its prompt. The whole text may be the
 * prompt of another response.
 */
public final class Text {
    private static final Node NOTHING = Graphs.constant(0f);

    private final Node response;
    private final Node ids;
    private final Node counts;
    private final Node before;

    /**
     * Puts responses behind prompts.
     *
     * @param prompt [B, P], filled up with padding
     * @param response [B, R], filled up with padding
     */
    public Text(Node prompt, Node response) {
        int rows = prompt.shape().length(0);
        int p = prompt.shape().length(1);
        int r = response.shape().length(1);
        Node length = Reduce.sum(Elementwise.greater(prompt, NOTHING), 1);
        Node place = Graphs.constant(counting(p + r, 1), 1, p + r);
        Node behind = Elementwise.greaterEqual(place, length);
        Node gap = Elementwise.multiply(behind, Elementwise.subtract(Graphs.constant((float) p), length));
        this.response = response;
        this.ids = Indexing.takeAlong(Shaping.concat(1, prompt, response), Elementwise.add(place, gap));
        this.counts = Elementwise.greater(response, NOTHING);
        Node first = Elementwise.add(Elementwise.shift(length, -1), Graphs.constant(counting(rows, p + r), rows, 1));
        this.before = Elementwise.add(first, Graphs.constant(counting(r, 1), 1, r));
    }

    private static float[] counting(int count, int step) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i * step;
        }
        return numbers;
    }

    /**
     * Inputs for prompts and responses; {@link #set} gives them their values.
     *
     * @param name how their names begin, so that a graph can have several
     * @param rows B
     * @param space what the texts are like
     * @return the text
     */
    public static Text input(String name, int rows, TextSpace space) {
        return new Text(
                Graphs.input(name + "." + TextSpace.PROMPT, rows, space.prompt()),
                Graphs.input(name + "." + TextSpace.RESPONSE, rows, space.response()));
    }

    /**
     * Sets the inputs of a program.
     *
     * @param program a program that has them
     * @param name how their names begin
     * @param prompts [B, P]
     * @param responses [B, R]
     */
    public static void set(Program program, String name, float[] prompts, float[] responses) {
        program.set(name + "." + TextSpace.PROMPT, prompts, 0);
        program.set(name + "." + TextSpace.RESPONSE, responses, 0);
    }

    /** B. */
    public int rows() {
        return response.shape().length(0);
    }

    /** R. */
    public int length() {
        return response.shape().length(1);
    }

    /** The whole texts [B, T]. */
    public Node ids() {
        return ids;
    }

    /** The responses' tokens [B, R]. */
    public Node response() {
        return response;
    }

    /** 1 for each token of a response, 0 for padding: [B, R]. */
    public Node counts() {
        return counts;
    }

    /** 1 for the last token of each response, 0 elsewhere: [B, R]. */
    public Node last() {
        Node later = Shaping.pad(Shaping.slice(counts, 1, 1, length()), 1, 0, 1);
        return Elementwise.subtract(counts, later);
    }

    /** What the model knows at the tokens of a response themselves: [B, R, W] from [B, T, W]. */
    public Node at(Node hidden) {
        return rows(hidden, Elementwise.shift(before, 1));
    }

    /** What it knows before each token of a response: [B, R, W] from [B, T, W]. */
    public Node before(Node hidden) {
        return rows(hidden, before);
    }

    private Node rows(Node hidden, Node places) {
        int width = hidden.shape().length(2);
        return Indexing.gather(Shaping.reshape(hidden, hidden.shape().size() / width, width), places);
    }
}
