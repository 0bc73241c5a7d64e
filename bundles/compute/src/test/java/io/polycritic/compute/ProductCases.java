package io.polycritic.compute;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;

/** Graphs of batches of products, whose arguments are matrices, permutations, ranges and other shapes. */
final class ProductCases {
    private final Cases cases;

    ProductCases(Cases cases) {
        this.cases = cases;
    }

    void add() {
        Node a = cases.part("cube");
        Node b = Elementwise.tanh(Elementwise.multiply(a, cases.part("row")));
        put("batch matmul right^T", Linear.matmul(a, false, b, true));
        put("batch matmul left^T", Linear.matmul(a, true, b, false));
        put("batch matmul", Linear.matmul(a, Shaping.reshape(b, 2, 4, 3)));
        put("batch matmul both^T", Linear.matmul(a, true, Shaping.reshape(b, 2, 4, 3), true));
        put(
                "batch matmul of transposes",
                Linear.matmul(Shaping.transpose(a), Shaping.transpose(Shaping.reshape(b, 2, 4, 3))));
        put("shared right", Linear.matmul(a, cases.part("right")));
        put("shared right^T", Linear.matmul(a, false, cases.part("x"), true));
        put(
                "batch matmul of a broadcast",
                Linear.matmul(a, Shaping.broadcast(cases.part("right"), io.polycritic.api.tensor.Shape.of(2, 4, 2))));
        heads();
    }

    /** Attention of two heads over images [2, 5, 8], whose parts are ranges of one product. */
    private void heads() {
        Node x = Shaping.reshape(cases.part("images"), 2, 5, 8);
        Node q = heads(Shaping.slice(x, 2, 0, 4));
        Node k = heads(Shaping.slice(x, 2, 4, 8));
        put("matmul of heads", Linear.matmul(q, false, k, true));
        Node attention = Reduce.softmax(Linear.matmul(q, false, k, true));
        Node mixed = Shaping.permute(Linear.matmul(attention, heads(Shaping.slice(x, 2, 2, 6))), 0, 2, 1, 3);
        put("attention", Shaping.reshape(mixed, 2, 5, 4));
        Node strided = Shaping.permute(Shaping.reshape(x, 2, 5, 4, 2), 0, 3, 1, 2);
        put("matmul of strided rows", Linear.matmul(strided, false, strided, true));
        put(
                "matmul of a range of rows",
                Linear.matmul(Shaping.slice(x, 1, 1, 4), true, Shaping.slice(x, 1, 0, 3), false));
    }

    private static Node heads(Node x) {
        return Shaping.permute(Shaping.reshape(x, 2, 5, 2, 2), 0, 2, 1, 3);
    }

    private void put(String name, Node node) {
        cases.graphs.put(name, node);
    }
}
