package io.polycritic.compute;

import io.polycritic.api.tensor.Csr;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Images;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Sparse;
import io.polycritic.api.tensor.Window;

/** Graphs of the operations with indices, windows and sparse matrices. */
final class IndexingCases {
    private final Cases cases;

    IndexingCases(Cases cases) {
        this.cases = cases;
    }

    void add() {
        indices();
        images();
        sparse();
    }

    private Node part(String name) {
        return cases.part(name);
    }

    private void put(String name, Node node) {
        cases.graphs.put(name, node);
    }

    private static Node indices(float... values) {
        return Graphs.constant(values, values.length);
    }

    private void indices() {
        put("gather", Indexing.gather(part("x"), indices(2, 0, 2, 1, 5, -1)));
        Node matrix = Graphs.constant(new float[] {1, 0, 0, 2}, 2, 2);
        put("gather by a matrix", Indexing.gather(part("x"), matrix));
        put("gather numbers", Indexing.gather(part("row"), matrix));
        put("scatterAdd", Indexing.scatterAdd(part("x"), indices(3, 0, 3), 5));
        put("scatterAdd outside", Indexing.scatterAdd(part("x"), indices(-1, 0, 7), 2));
        put("scatterAdd numbers", Indexing.scatterAdd(part("row"), matrixOf(part("row")), 3));
        put("segmentMax", Indexing.segmentMax(part("x"), indices(2, 0, 2), 4));
        put("segmentMax outside", Indexing.segmentMax(part("x"), indices(1, 9, 0), 2));
        put("segmentMean", Indexing.segmentMean(part("x"), indices(2, 0, 2), 4));
        Node each = Graphs.constant(new float[] {0, 3, 3, 1, 2, 2}, 3, 2);
        put("takeAlong", Indexing.takeAlong(part("x"), each));
        Node outside = Graphs.constant(new float[] {-1, 3, 4, 1, 99, 2}, 3, 2);
        put("takeAlong outside", Indexing.takeAlong(part("x"), outside));
        put("takeAlong a row", Indexing.takeAlong(part("row"), indices(3, 3, 0)));
        put("argMax", Elementwise.multiply(Indexing.argMax(part("x")), part("x")));
        put("argSort", Elementwise.multiply(Indexing.argSort(part("cube")), part("cube")));
        put("sort", Indexing.sort(part("cube")));
        put("sort a row", Indexing.sort(part("values")));
        put("topMask", Elementwise.multiply(Indexing.topMask(part("x"), 2), part("y")));
    }

    /** Indices 0, 2, 0, 1. */
    private static Node matrixOf(Node row) {
        return Elementwise.add(Elementwise.scale(Elementwise.stopGradient(row), 0f), indices(0, 2, 0, 1));
    }

    private void images() {
        Window window = new Window(3, 2, 1, 1);
        put("patches", Images.patches(part("images"), window, 0f));
        put("patches strided", Images.patches(part("images"), Window.square(2, 3, 2), -7f));
        put("convolution", Images.convolution(part("images"), part("filters"), window, 1));
        put("convolution strided", Images.convolution(part("images"), part("filters"), new Window(3, 2, 2, 0), 1));
        Node grouped = io.polycritic.api.tensor.Shaping.reshape(part("filters"), 3, 2, 1, 6);
        put("convolution in groups", Images.convolution(part("images"), grouped, window, 2));
        put("maxPool", Images.maxPool(part("images"), Window.square(2, 2, 0)));
        put("maxPool padded", Images.maxPool(part("images"), Window.square(3, 2, 1)));
        put("averagePool", Images.averagePool(part("images"), Window.square(2, 1, 0)));
        put("channels first and last", Images.channelsLast(Images.channelsFirst(part("images"))));
        put("channels first", Images.channelsFirst(part("images")));
    }

    private void sparse() {
        Csr pattern = Csr.of(3, new int[] {0, 2, 2, 3, 5}, new int[] {0, 2, 1, 0, 1});
        put("sparse matmul", Sparse.matmul(pattern, part("values"), part("x")));
        put("sparse matmul constant", Sparse.matmul(pattern, indices(1, 2, 3, 4, 5), part("x")));
        Node four = io.polycritic.api.tensor.Shaping.reshape(part("y"), 4, 3);
        put("sparse^T matmul", Sparse.matmul(pattern, true, part("values"), four));
        Node three = io.polycritic.api.tensor.Shaping.reshape(Indexing.gather(part("x"), indices(0, 1, 2)), 3, 4);
        Node left = io.polycritic.api.tensor.Linear.matmul(four, part("y"));
        put("sampled matmul", Sparse.sampled(pattern, left, three));
    }
}
