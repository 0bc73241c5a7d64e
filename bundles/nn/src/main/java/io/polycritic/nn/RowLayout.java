package io.polycritic.nn;

import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.Shaping;
import java.util.List;

/**
 * Where the numbers of a set of rows lie in a vector of features [B, f]: blocks of R rows behind one another, a block
 * that says which rows are present, and at the end what all rows have in common.
 *
 * @param rows R, the most rows of a set
 * @param blocks what describes a row
 * @param present where the R numbers begin of which those of present rows are 1, the others 0; at least one is present
 * @param common how many numbers at the end belong to the set as a whole, d
 * @param features how many numbers there are altogether, f
 */
public record RowLayout(int rows, List<Block> blocks, int present, int common, int features) {
    /**
     * One block.
     *
     * @param offset where it begins
     * @param width numbers of each row, k
     */
    public record Block(int offset, int width) {}

    /** Counts the numbers of a row as a network sees it: its own and the common ones, W. */
    public int width() {
        return blocks.stream().mapToInt(Block::width).sum() + common;
    }

    /** The rows of features [B, f], [B, R, W]. */
    Node rows(Node features) {
        int batch = features.shape().length(0);
        Node[] parts = new Node[blocks.size() + (common > 0 ? 1 : 0)];
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            Node flat = Shaping.slice(features, 1, block.offset, block.offset + rows * block.width);
            parts[i] = Shaping.reshape(flat, batch, rows, block.width);
        }
        if (common > 0) {
            Node each = Shaping.reshape(common(features), batch, 1, common);
            parts[blocks.size()] = Shaping.broadcast(each, Shape.of(batch, rows, common));
        }
        return parts.length == 1 ? parts[0] : Shaping.concat(2, parts);
    }

    /** What all rows have in common, [B, d]. */
    Node common(Node features) {
        return Shaping.slice(features, 1, this.features - common, this.features);
    }

    /** Which rows of features [B, f] are present: [B, R], 1 or 0. */
    public Node mask(Node features) {
        return Shaping.slice(features, 1, present, present + rows);
    }
}
