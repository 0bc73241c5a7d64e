package io.polycritic.compute;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Select;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.tensor.Shaping;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** One small graph per operation and per kind of arguments, over parameters x [3, 4], y [3, 4] and others. */
final class Cases {
    final Parameters parameters;
    final Map<String, Node> graphs = new LinkedHashMap<>();

    Cases() {
        RandomStream random = RandomStream.of(7, "cases", "values");
        Parameters.Initializer gaussian = (values, offset, shape) -> random.gaussians(values, offset, shape.size());
        Parameters.Initializer positive = (values, offset, shape) -> {
            for (int i = 0; i < shape.size(); i++) {
                values[offset + i] = 0.4f + random.nextFloat();
            }
        };
        parameters = Parameters.builder("cases")
                .add("x", gaussian, 3, 4)
                .add("y", gaussian, 3, 4)
                .add("positive", positive, 3, 4)
                .add("row", gaussian, 4)
                .add("column", gaussian, 3, 1)
                .add("scalar", gaussian)
                .add("right", gaussian, 4, 2)
                .add("cube", gaussian, 2, 3, 4)
                .add("middle", gaussian, 2, 1, 4)
                .add("images", gaussian, 2, 5, 4, 2)
                .add("filters", gaussian, 3, 2, 2, 3)
                .add("values", gaussian, 5)
                .build();
        unary();
        binary();
        reductions();
        moves();
        products();
        new IndexingCases(this).add();
        new ProductCases(this).add();
    }

    Node part(String name) {
        return Graphs.parameter(parameters, name);
    }

    private void unary() {
        Map<String, UnaryOperator<Node>> anywhere = new LinkedHashMap<>();
        anywhere.put("negate", Elementwise::negate);
        anywhere.put("exp", Elementwise::exp);
        anywhere.put("square", Elementwise::square);
        anywhere.put("tanh", Elementwise::tanh);
        anywhere.put("sigmoid", Elementwise::sigmoid);
        anywhere.put("softplus", Elementwise::softplus);
        anywhere.put("relu", Elementwise::relu);
        anywhere.put("abs", Elementwise::abs);
        anywhere.put("sign", Elementwise::sign);
        anywhere.put("step", Elementwise::step);
        anywhere.put("sin", Elementwise::sin);
        anywhere.put("cos", Elementwise::cos);
        anywhere.put("atan", Elementwise::atan);
        anywhere.put("erf", Elementwise::erf);
        anywhere.put("gelu", Elementwise::gelu);
        anywhere.put("expm1", Elementwise::expm1);
        anywhere.put("floor", Elementwise::floor);
        anywhere.put("clip", x -> Elementwise.clip(x, -0.5f, 0.5f));
        anywhere.put("scale and shift", x -> Elementwise.shift(Elementwise.scale(x, 3f), -1f));
        anywhere.forEach((name, function) -> graphs.put(name, function.apply(part("x"))));
        graphs.put("log", Elementwise.log(part("positive")));
        graphs.put("log1p", Elementwise.log1p(part("positive")));
        graphs.put("power", Elementwise.power(part("positive"), part("y")));
        graphs.put("power scalar", Elementwise.power(part("positive"), part("scalar")));
        graphs.put("power of scalar", Elementwise.power(Elementwise.exp(part("scalar")), part("x")));
        graphs.put("sqrt", Elementwise.sqrt(part("positive")));
        graphs.put("reciprocal", Elementwise.reciprocal(part("positive")));
    }

    private void binary() {
        Map<String, BinaryOperator<Node>> functions = new LinkedHashMap<>();
        functions.put("add", Elementwise::add);
        functions.put("subtract", Elementwise::subtract);
        functions.put("multiply", Elementwise::multiply);
        functions.put("minimum", Elementwise::minimum);
        functions.put("maximum", Elementwise::maximum);
        functions.put("greater", Elementwise::greater);
        functions.put("greaterEqual", Elementwise::greaterEqual);
        for (String other : new String[] {"y", "row", "column", "scalar"}) {
            functions.forEach((name, function) -> {
                graphs.put(name + " x, " + other, function.apply(part("x"), part(other)));
                graphs.put(name + " " + other + ", x", function.apply(part(other), part("x")));
            });
            Node safe = Elementwise.shift(Elementwise.square(part(other)), 0.5f);
            graphs.put("divide x, " + other, Elementwise.divide(part("x"), safe));
            graphs.put("divide " + other + ", x", Elementwise.divide(part(other), part("positive")));
        }
        graphs.put("keep", Select.keep(part("x"), Elementwise.step(part("y"))));
        graphs.put("keep scalar", Select.keep(part("scalar"), Elementwise.step(part("y"))));
        graphs.put("keep by scalar", Select.keep(part("x"), Elementwise.step(Elementwise.square(part("scalar")))));
        graphs.put("where", Select.where(Elementwise.greater(part("x"), part("y")), part("row"), part("column")));
        graphs.put("row and column", Elementwise.add(part("row"), part("column")));
        graphs.put("scalar and scalar", Elementwise.multiply(part("scalar"), Shaping.reshape(part("scalar"), 1, 1)));
        graphs.put("cube and middle", Elementwise.multiply(part("cube"), part("middle")));
        graphs.put("cube and row", Elementwise.multiply(part("cube"), part("row")));
        graphs.put("cube and matrix", Elementwise.multiply(part("cube"), part("x")));
        graphs.put("cube and column", Elementwise.add(Elementwise.multiply(part("cube"), part("column")), part("row")));
    }

    private void reductions() {
        for (int axis = 0; axis < 3; axis++) {
            graphs.put("sum " + axis, Reduce.sum(part("cube"), axis));
            graphs.put("max " + axis, Reduce.max(part("cube"), axis));
            graphs.put("mean " + axis, Reduce.mean(part("cube"), axis));
            graphs.put("logSumExp " + axis, Reduce.logSumExp(part("cube"), axis));
        }
        graphs.put("sum", Reduce.sum(part("x")));
        graphs.put("mean", Reduce.mean(part("x")));
        graphs.put("logSoftmax", Reduce.logSoftmax(part("x")));
        graphs.put("normalise", Reduce.normalise(part("cube"), 1e-2f));
        graphs.put("normalise a row", Reduce.normalise(part("row"), 1e-5f));
        graphs.put("softmax", Reduce.softmax(part("cube")));
        for (int axis = 0; axis < 3; axis++) {
            graphs.put("softmax " + axis, Reduce.softmax(part("cube"), axis));
            graphs.put("logSoftmax " + axis, Reduce.logSoftmax(part("cube"), axis));
            graphs.put("cumulativeSum " + axis, Reduce.cumulativeSum(part("cube"), axis));
        }
        graphs.put("logSoftmax of a row", Reduce.logSoftmax(part("row")));
    }

    private void moves() {
        graphs.put("reshape", Shaping.reshape(part("x"), 2, 6));
        graphs.put("transpose", Shaping.transpose(part("x")));
        graphs.put("transpose of a batch", Shaping.transpose(part("cube")));
        for (int[] axes : new int[][] {{1, 0, 2}, {2, 0, 1}, {1, 2, 0}, {2, 1, 0}}) {
            graphs.put("permute " + Arrays.toString(axes), Shaping.permute(part("cube"), axes));
        }
        graphs.put("permute images", Shaping.permute(part("images"), 3, 1, 0, 2));
        graphs.put("permute twice", Shaping.permute(Shaping.permute(part("cube"), 1, 2, 0), 2, 0, 1));
        graphs.put("permute axes of length 1", Shaping.permute(part("middle"), 1, 0, 2));
        graphs.put("broadcast", Shaping.broadcast(part("middle"), Shape.of(2, 3, 4)));
        graphs.put("broadcast row", Shaping.broadcast(part("row"), Shape.of(5, 4)));
        graphs.put("broadcast column", Shaping.broadcast(part("column"), Shape.of(3, 5)));
        graphs.put("broadcast scalar", Shaping.broadcast(part("scalar"), Shape.of(2, 5)));
        for (int axis = 0; axis < 2; axis++) {
            graphs.put("concat " + axis, Shaping.concat(axis, part("x"), part("y"), part("positive")));
            graphs.put("slice " + axis, Shaping.slice(part("x"), axis, 1, 3));
            graphs.put("pad " + axis, Shaping.pad(part("x"), axis, 2, 1));
        }
        Node thirds = Elementwise.multiply(
                Elementwise.add(Shaping.slice(part("x"), 1, 2, 4), Shaping.slice(part("y"), 1, 0, 2)),
                Elementwise.multiply(Shaping.slice(part("x"), 1, 0, 2), Shaping.slice(part("y"), 1, 1, 3)));
        graphs.put("gradients of ranges are joined", thirds);
        Node ranges = Elementwise.multiply(
                Elementwise.multiply(Shaping.slice(part("x"), 1, 0, 1), Shaping.slice(part("x"), 1, 3, 4)),
                Elementwise.tanh(Shaping.reshape(Shaping.slice(part("x"), 1, 1, 3), 3, 2)));
        graphs.put("gradients of ranges in another order", ranges);
        graphs.put("slice middle", Shaping.slice(part("cube"), 1, 1, 2));
        graphs.put(
                "oneHot",
                Elementwise.multiply(Shaping.oneHot(Graphs.constant(new float[] {3, 0, 2}, 3), 4), part("x")));
    }

    private void products() {
        graphs.put("matmul", Linear.matmul(part("x"), part("right")));
        graphs.put("matmul left^T", Linear.matmul(part("x"), true, part("y"), false));
        graphs.put("matmul right^T", Linear.matmul(part("x"), false, part("y"), true));
        graphs.put("matmul both^T", Linear.matmul(part("right"), true, part("x"), true));
        graphs.put("matmul of transpose", Linear.matmul(Shaping.transpose(part("x")), part("y")));
        graphs.put(
                "dense",
                Elementwise.tanh(
                        Linear.dense(part("x"), Shaping.transpose(part("y")), Shaping.reshape(part("column"), 3))));
    }
}
