package io.polycritic.exports.onnx;

import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Operations that move numbers about, as ONNX operators. Axes may follow the number of rows. */
final class Structures {
    private final OnnxGraph graph;
    private final Operators operators;

    /** The number of rows as [1], once something has asked for it; and the input whose first axis it is. */
    private String rows;

    private String measured;

    Structures(OnnxGraph graph, Operators operators) {
        this.graph = graph;
        this.operators = operators;
    }

    /** Names an input whose first axis is the number of rows. */
    void measure(String input) {
        measured = measured == null ? input : measured;
    }

    /** A shape as a value [rank]; null if it follows the rows and no input tells how many there are. */
    String shape(Axes axes) {
        if (axes.following() == 0) {
            return graph.integers(false, axes.lengths());
        }
        if (measured == null) {
            return null;
        }
        if (rows == null) {
            rows = graph.add("Shape", List.of(measured), "start", 0, "end", 1);
        }
        List<String> parts = new ArrayList<>();
        for (int axis = 0; axis < axes.rank(); axis++) {
            int multiple = axes.multiples()[axis];
            if (multiple == 0) {
                parts.add(graph.integers(false, axes.fixed()[axis]));
            } else {
                parts.add(
                        multiple == 1 ? rows : graph.add("Mul", List.of(rows, graph.integers(false, (long) multiple))));
            }
        }
        return graph.add("Concat", parts, "axis", 0);
    }

    String reshape(String x, Axes result) {
        String shape = result.following() == 1 ? graph.integers(false, result.lengths()) : shape(result);
        return shape == null ? null : graph.add("Reshape", List.of(x, shape));
    }

    String expand(String x, Axes result) {
        String shape = shape(result);
        return shape == null ? null : graph.add("Expand", List.of(x, shape));
    }

    String permute(String x, List<Integer> axes) {
        return graph.add(
                "Transpose",
                List.of(x),
                "perm",
                axes.stream().mapToLong(Integer::longValue).toArray());
    }

    String slice(String x, Op.Slice slice, int length) {
        return graph.add(
                "Slice",
                List.of(
                        x,
                        graph.integers(false, slice.from()),
                        graph.integers(false, slice.from() + (long) length),
                        graph.integers(false, slice.axis())));
    }

    String pad(String x, int rank, int axis, int before, int after) {
        long[] pads = new long[2 * rank];
        pads[axis] = before;
        pads[rank + axis] = after;
        return graph.add("Pad", List.of(x, graph.integers(false, pads)));
    }

    String matmul(String left, String right, Op.MatMul op, int rank) {
        if (rank == 2 && (op.transposeLeft() || op.transposeRight())) {
            return graph.add(
                    "Gemm",
                    List.of(left, right),
                    "transA",
                    op.transposeLeft() ? 1 : 0,
                    "transB",
                    op.transposeRight() ? 1 : 0);
        }
        return graph.add(
                "MatMul",
                List.of(
                        op.transposeLeft() ? transpose(left, rank) : left,
                        op.transposeRight() ? transpose(right, rank) : right));
    }

    private String transpose(String x, int rank) {
        List<Integer> axes =
                new ArrayList<>(IntStream.range(0, rank - 2).boxed().toList());
        axes.add(rank - 1);
        axes.add(rank - 2);
        return permute(x, axes);
    }

    String normalise(String x, int width, float epsilon) {
        float[] ones = new float[width];
        Arrays.fill(ones, 1);
        String scale = graph.floats("ones", new int[] {width}, ones, 0);
        return graph.add("LayerNormalization", List.of(x, scale), "axis", -1, "epsilon", epsilon);
    }

    String oneHot(String indices, int n) {
        String values = graph.floats("offOn", new int[] {2}, new float[] {0, 1}, 0);
        return graph.add("OneHot", List.of(whole(indices), graph.integers(false, n), values), "axis", -1);
    }

    /** Rows of zeros stand for indices outside of 0 .. n-1. */
    String gather(String x, int rank, int n, String indices) {
        return graph.add("Gather", List.of(pad(x, rank, 0, 0, 1), inside(indices, n)), "axis", 0);
    }

    /** Rows whose index is outside go to a row that is cut off. */
    String scatterAdd(String rowsIn, String indices, Axes result) {
        int[] lengths = result.fixed().clone();
        int n = lengths[0]++;
        String zeros = expand(graph.scalar(0), new Axes(lengths, result.multiples()));
        String places = graph.add("Unsqueeze", List.of(inside(indices, n), graph.integers(false, -1)));
        String sums = graph.add("ScatterND", List.of(zeros, places, rowsIn), "reduction", "add");
        return slice(sums, new Op.Slice(0, 0), n);
    }

    private String inside(String indices, int n) {
        String index = whole(indices);
        String low = graph.add("GreaterOrEqual", List.of(index, graph.integers(true, 0)));
        String high = graph.add("Less", List.of(index, graph.integers(true, n)));
        String both = graph.add("And", List.of(low, high));
        return graph.add("Where", List.of(both, index, graph.integers(true, n)));
    }

    private String whole(String x) {
        return operators.cast(x, OnnxGraph.INT64);
    }

    String argMax(String x) {
        return operators.cast(graph.add("ArgMax", List.of(x), "axis", -1, "keepdims", 1), OnnxGraph.FLOAT);
    }

    /** Of equal numbers the one of the lower index comes first, which the operator promises. */
    String argSort(String x, int n) {
        String values = graph.name("sorted");
        String order = graph.name("order");
        graph.add(
                "TopK",
                List.of(x, graph.integers(false, n)),
                List.of(values, order),
                "axis",
                -1,
                "largest",
                0,
                "sorted",
                1);
        return operators.cast(order, OnnxGraph.FLOAT);
    }

    /**
     * Patches of images [B, H, W, C]: a convolution each of whose filters picks one number of the window. What stands
     * around an image is padded first where it is not 0.
     */
    String patches(String x, Window window, float fill, int channels, Axes result) {
        int padding = window.padding();
        String image = permute(x, List.of(0, 3, 1, 2));
        if (fill != 0 && padding > 0) {
            String pads = graph.integers(false, 0, 0, padding, padding, 0, 0, padding, padding);
            // An infinite number times 0 would spoil what the filters do not pick.
            float finite = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, fill));
            image = graph.add("Pad", List.of(image, pads, graph.scalar(finite)));
            padding = 0;
        }
        int size = window.height() * window.width() * channels;
        float[] filters = new float[size * size];
        for (int place = 0; place < window.height() * window.width(); place++) {
            for (int channel = 0; channel < channels; channel++) {
                int filter = place * channels + channel;
                filters[(filter * channels + channel) * window.height() * window.width() + place] = 1;
            }
        }
        int[] lengths = {size, channels, window.height(), window.width()};
        String picked = graph.add(
                "Conv",
                List.of(image, graph.floats("patches", lengths, filters, 0)),
                "kernel_shape",
                new long[] {window.height(), window.width()},
                "strides",
                new long[] {window.stride(), window.stride()},
                "pads",
                new long[] {padding, padding, padding, padding});
        return reshape(permute(picked, List.of(0, 2, 3, 1)), result);
    }
}
