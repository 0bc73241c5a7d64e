package io.polycritic.compression;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs networks of one family without compiling each: one program embeds pictures, one for each size of a layer makes a
 * layer, one classifies. Weights and ranges are inputs of the programs, so there are as many programs as sizes of
 * layers, and two. Layers are the outer loop, and what goes between them is kept for all pictures.
 */
final class Stages implements AutoCloseable {
    private static final String PICTURES = "pictures";
    private static final String TOKENS = "tokens";
    private static final String RESULT = "result";

    private final Compute compute;
    private final Vit family;
    private final int rows;
    private final Map<Vit.Layer, Stage> layers = new LinkedHashMap<>();
    private Stage embedding;
    private Stage classifier;
    private float[] tokens = {};

    /**
     * Makes a runner.
     *
     * @param family a network of the same side, patch, width, head size and classes
     * @param rows how many pictures a program takes at once
     */
    Stages(Compute compute, Vit family, int rows) {
        this.compute = compute;
        this.family = family;
        this.rows = rows;
    }

    /** A compiled stage, the parts that it wants as inputs, and the matrices that it has. */
    private record Stage(Program program, List<String> parts, List<String> matrices) {}

    /** The scores and the ranges that a pass has seen. */
    record Result(float[] scores, List<Range> ranges) {}

    /**
     * Runs a network.
     *
     * @param network a network of the family
     * @param parameters its own parameters
     * @param ranges for each matrix the range to round to, null for none
     * @param pictures any number
     * @return scores [n, classes], and for each matrix the range of what it multiplied before rounding
     */
    Result run(Vit network, Parameters parameters, List<Range> ranges, Pictures pictures) {
        int blocks = (pictures.count() + rows - 1) / rows;
        int size = family.tokens() * family.width();
        if (tokens.length < blocks * rows * size) {
            tokens = new float[blocks * rows * size];
        }
        List<Range> seen = new ArrayList<>();
        embedding = embedding == null ? embed() : embedding;
        set(embedding, parameters, ranges, seen, "");
        Seen range = new Seen(embedding);
        float[] padded = padded(pictures, blocks);
        for (int block = 0; block < blocks; block++) {
            embedding.program.set(PICTURES, padded, block * rows * family.pixels());
            range.run(tokens, block * rows * size);
        }
        range.addTo(seen);
        for (int i = 0; i < network.layers().size(); i++) {
            Stage stage = layers.computeIfAbsent(network.layers().get(i), this::layer);
            set(stage, parameters, ranges, seen, "layer" + i);
            range = new Seen(stage);
            for (int block = 0; block < blocks; block++) {
                stage.program.set(TOKENS, tokens, block * rows * size);
                range.run(tokens, block * rows * size);
            }
            range.addTo(seen);
        }
        classifier = classifier == null ? classify() : classifier;
        set(classifier, parameters, ranges, seen, "");
        float[] scores = new float[blocks * rows * family.classes()];
        range = new Seen(classifier);
        for (int block = 0; block < blocks; block++) {
            classifier.program.set(TOKENS, tokens, block * rows * size);
            range.run(scores, block * rows * family.classes());
        }
        range.addTo(seen);
        return new Result(scores, seen);
    }

    /** The least and the greatest numbers that a stage's matrices have multiplied so far. */
    private record Seen(Stage stage, float[] low, float[] high) {
        Seen(Stage stage) {
            this(stage, new float[stage.matrices.size()], new float[stage.matrices.size()]);
            Arrays.fill(low, Float.POSITIVE_INFINITY);
            Arrays.fill(high, Float.NEGATIVE_INFINITY);
        }

        void run(float[] result, int at) {
            stage.program.run();
            stage.program.get(RESULT, result, at);
            for (int i = 0; i < low.length; i++) {
                low[i] = Math.min(low[i], stage.program.scalar(Rounding.place(stage.matrices.get(i)) + ".low"));
                high[i] = Math.max(high[i], stage.program.scalar(Rounding.place(stage.matrices.get(i)) + ".high"));
            }
        }

        void addTo(List<Range> ranges) {
            for (int i = 0; i < low.length; i++) {
                ranges.add(new Range(low[i], high[i]));
            }
        }
    }

    /** The pictures, and the last one again until the last block is full, which changes no range. */
    private float[] padded(Pictures pictures, int blocks) {
        int size = family.pixels();
        int count = pictures.count();
        if (count == blocks * rows) {
            return pictures.pixels();
        }
        float[] padded = Arrays.copyOf(pictures.pixels(), blocks * rows * size);
        for (int row = count; row < blocks * rows; row++) {
            System.arraycopy(padded, (count - 1) * size, padded, row * size, size);
        }
        return padded;
    }

    /** Sets a stage's weights and ranges; those of a layer have another layer's number in the parameters. */
    private static void set(Stage stage, Parameters parameters, List<Range> ranges, List<Range> seen, String layer) {
        for (String part : stage.parts) {
            String name = layer.isEmpty() ? part : part.replace("layer0", layer);
            stage.program.set(
                    part, parameters.values(), parameters.segment(name).offset());
        }
        for (int i = 0; i < stage.matrices.size(); i++) {
            String matrix = stage.matrices.get(i);
            Range range = ranges.get(seen.size() + i);
            stage.program.set(Rounding.flag(matrix), new float[] {range == null ? 0 : 1}, 0);
            if (range != null) {
                stage.program.set(Rounding.numbers(Rounding.place(matrix)), Rounding.numbers(range), 0);
            }
        }
    }

    private Stage embed() {
        return stage(
                (weights, rounding) -> family.embed(weights, Graphs.input(PICTURES, rows, family.pixels()), rounding));
    }

    private Stage layer(Vit.Layer sizes) {
        Vit one = family.with(List.of(sizes));
        return stage((weights, rounding) -> one.layer(0, weights, tokens(), rounding));
    }

    private Stage classify() {
        return stage((weights, rounding) -> family.classify(weights, tokens(), rounding));
    }

    private Node tokens() {
        return Graphs.input(TOKENS, rows, family.tokens(), family.width());
    }

    /** Builds a graph of weights that are inputs. */
    private interface Builder {
        Node build(Weights weights, Rounding rounding);
    }

    private Stage stage(Builder builder) {
        List<String> parts = new ArrayList<>();
        Rounding rounding = new Rounding();
        Node result = builder.build(
                (name, lengths) -> {
                    parts.add(name);
                    return Graphs.input(name, lengths);
                },
                rounding);
        Computation computation = new Computation().output(RESULT, result);
        rounding.places().forEach((name, place) -> {
            computation.output(name + ".low", place.low());
            computation.output(name + ".high", place.high());
        });
        return new Stage(compute.compile(computation), parts, List.copyOf(rounding.matrices()));
    }

    @Override
    public void close() {
        Function<Stage, Program> program = Stage::program;
        layers.values().stream().map(program).forEach(Program::close);
        if (embedding != null) {
            embedding.program.close();
        }
        if (classifier != null) {
            classifier.program.close();
        }
    }
}
