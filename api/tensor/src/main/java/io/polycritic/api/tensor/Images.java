package io.polycritic.api.tensor;

import java.util.List;

/**
 * Convolution and pooling of images with channels last, [B, H, W, C]: so each place's channels lie side by side, and a
 * convolution is one product of matrices. Images with channels first, [B, C, H, W], are brought into that order and
 * back by {@link #channelsLast} and {@link #channelsFirst}.
 */
public final class Images {
    private Images() {}

    /**
     * Puts channels last.
     *
     * @param x [B, C, H, W]
     * @return [B, H, W, C]
     */
    public static Node channelsLast(Node x) {
        requireImages("channelsLast", x);
        return x.shape().length(1) == 1
                ? Shaping.reshape(
                        x, x.shape().length(0), x.shape().length(2), x.shape().length(3), 1)
                : Shaping.permute(x, 0, 2, 3, 1);
    }

    /**
     * Puts channels first.
     *
     * @param x [B, H, W, C]
     * @return [B, C, H, W]
     */
    public static Node channelsFirst(Node x) {
        requireImages("channelsFirst", x);
        return Shaping.permute(x, 0, 3, 1, 2);
    }

    /**
     * The patches that a window sees, "im2col".
     *
     * @param x [B, H, W, C]
     * @param window the window, with h rows and w columns of places
     * @param fill the number that stands around the image
     * @return [B h w, height width C]
     * @throws ShapeException if the window is larger than the padded image
     */
    public static Node patches(Node x, Window window, float fill) {
        requireImages("patches", x);
        Shape shape = x.shape();
        int rows = window.rows(shape.length(1));
        int columns = window.columns(shape.length(2));
        if (rows == 0 || columns == 0) {
            throw new ShapeException("patches", window + " on " + shape, "a window inside of the padded image");
        }
        Shape result = Shape.of(shape.length(0) * rows * columns, window.height() * window.width() * shape.length(3));
        return new Node(new Op.Im2Col(window, fill), result, List.of(x));
    }

    /**
     * A convolution (a cross-correlation, as is usual for networks), zeros around the image.
     *
     * @param x [B, H, W, C]
     * @param weight [height, width, C / groups, O]; its first two axes are the window's
     * @param window the window, with h rows and w columns of places
     * @param groups how many groups the channels and the filters are cut into; 1 for none
     * @return [B, h, w, O]
     * @throws ShapeException if the weight does not fit the window or the channels
     */
    public static Node convolution(Node x, Node weight, Window window, int groups) {
        requireImages("convolution", x);
        Shape w = weight.shape();
        int channels = x.shape().length(3);
        boolean fits = w.rank() == 4
                && groups >= 1
                && w.length(0) == window.height()
                && w.length(1) == window.width()
                && w.length(2) * groups == channels
                && w.length(3) % groups == 0;
        if (!fits) {
            throw new ShapeException(
                    "convolution",
                    x.shape() + " with " + w + ", " + window + ", groups " + groups,
                    "images [B, H, W, C] and filters [height, width, C / groups, O]");
        }
        if (groups == 1) {
            return product(x, weight, window);
        }
        Node[] parts = new Node[groups];
        int filters = w.length(3) / groups;
        for (int group = 0; group < groups; group++) {
            Node part = Shaping.slice(x, 3, group * w.length(2), (group + 1) * w.length(2));
            Node own = Shaping.slice(weight, 3, group * filters, (group + 1) * filters);
            parts[group] = product(part, own, window);
        }
        return Shaping.concat(3, parts);
    }

    private static Node product(Node x, Node weight, Window window) {
        Shape w = weight.shape();
        Node rows = patches(x, window, 0f);
        Node matrix = Shaping.reshape(weight, w.length(0) * w.length(1) * w.length(2), w.length(3));
        return places(Linear.matmul(rows, matrix), x, window);
    }

    /**
     * The largest number of each channel in a window.
     *
     * @param x [B, H, W, C]
     * @param window the window, with h rows and w columns of places
     * @return [B, h, w, C]; what is around the image is never the largest
     */
    public static Node maxPool(Node x, Window window) {
        return places(Reduce.max(pooled(x, window, -Float.MAX_VALUE), 1), x, window);
    }

    /**
     * The mean of each channel in a window.
     *
     * @param x [B, H, W, C]
     * @param window the window, with h rows and w columns of places
     * @return [B, h, w, C]; what is around the image counts as 0
     */
    public static Node averagePool(Node x, Window window) {
        return places(Reduce.mean(pooled(x, window, 0f), 1), x, window);
    }

    private static Node pooled(Node x, Window window, float fill) {
        Node rows = patches(x, window, fill);
        return Shaping.reshape(
                rows,
                rows.shape().length(0),
                window.height() * window.width(),
                x.shape().length(3));
    }

    /** Rows, one for each place, as images. */
    private static Node places(Node rows, Node x, Window window) {
        Shape shape = x.shape();
        return Shaping.reshape(
                rows,
                shape.length(0),
                window.rows(shape.length(1)),
                window.columns(shape.length(2)),
                rows.shape().length(-1));
    }

    /** Patches and their sums are each other's transpose. */
    static Node pullback(Node node, Node adjoint) {
        Shape shape = node.inputs().get(0).shape();
        if (node.op() instanceof Op.Im2Col patches) {
            return new Node(new Op.Col2Im(patches.window()), shape, List.of(adjoint));
        }
        return patches(adjoint, ((Op.Col2Im) node.op()).window(), 0f);
    }

    private static void requireImages(String operation, Node x) {
        if (x.shape().rank() != 4) {
            throw new ShapeException(operation, x.shape().toString(), "images of four axes");
        }
    }
}
