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
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Runs networks of one family without compiling each: one program embeds pictures, one for each size of a layer makes a
 * layer, one for each size makes the last layer and classifies. Weights are inputs of the programs. Layers are the
 * outer loop, and what goes between them is kept for all pictures.
 *
 * @param <H> what is done to the numbers that matrices multiply
 */
final class Stages<H extends Hooks> implements AutoCloseable {
    private static final String PICTURES = "pictures";
    private static final String TOKENS = "tokens";
    private static final String RESULT = "result";

    private final Compute compute;
    private final Vit family;
    private final int rows;
    private final Supplier<H> hooks;
    private final BiConsumer<H, Computation> outputs;
    private final int kept;
    private final Map<Vit.Layer, Stage<H>> layers = new LinkedHashMap<>();
    private final Map<Vit.Layer, Stage<H>> last = new LinkedHashMap<>();
    private Stage<H> embedding;
    private float[] tokens = {};

    /**
     * Makes a runner.
     *
     * @param family a network of the same side, patch, width, head size and classes
     * @param rows how many pictures a program takes at once
     * @param kept how many tokens the last layer makes: one is enough for scores
     * @param hooks makes what is done in a stage
     * @param outputs adds what is asked of a stage besides its result
     */
    Stages(Compute compute, Vit family, int rows, int kept, Supplier<H> hooks, BiConsumer<H, Computation> outputs) {
        this.compute = compute;
        this.family = family;
        this.rows = rows;
        this.kept = kept;
        this.hooks = hooks;
        this.outputs = outputs;
    }

    /** Follows a network through its stages, in the order of its matrices. */
    interface Pass<H> {
        /** Before a stage's first pictures. */
        void begin(Program program, H hooks);

        /** After each time that a stage has run. */
        default void ran(Program program, H hooks) {}
    }

    /** A compiled stage, and the parts that it wants as inputs. */
    private record Stage<H>(Program program, List<String> parts, H hooks) {}

    /**
     * Runs a network.
     *
     * @param network a network of the family
     * @param parameters its own parameters
     * @param pictures any number
     * @param pass follows
     * @return scores [n, classes], perhaps followed by others
     */
    float[] run(Vit network, Parameters parameters, Pictures pictures, Pass<H> pass) {
        int blocks = (pictures.count() + rows - 1) / rows;
        int size = family.tokens() * family.width();
        if (tokens.length < blocks * rows * size) {
            tokens = new float[blocks * rows * size];
        }
        embedding = embedding == null ? embed() : embedding;
        Port between = new Port(TOKENS, tokens, rows * size);
        Port first = new Port(PICTURES, padded(pictures, blocks), rows * family.pixels());
        Port scores = new Port(RESULT, new float[blocks * rows * family.classes()], rows * family.classes());
        set(embedding, parameters, 0);
        run(embedding, blocks, first, between, pass);
        int end = network.layers().size() - 1;
        for (int i = 0; i < end; i++) {
            Stage<H> stage = layers.computeIfAbsent(network.layers().get(i), this::layer);
            set(stage, parameters, i);
            run(stage, blocks, between, between, pass);
        }
        Stage<H> stage = last.computeIfAbsent(network.layers().get(end), this::classify);
        set(stage, parameters, end);
        run(stage, blocks, between, scores, pass);
        return scores.numbers;
    }

    /** Numbers of all blocks that a stage takes or makes, of which a block has {@code size}. */
    private record Port(String name, float[] numbers, int size) {}

    private void run(Stage<H> stage, int blocks, Port from, Port to, Pass<H> pass) {
        pass.begin(stage.program, stage.hooks);
        for (int block = 0; block < blocks; block++) {
            stage.program.set(from.name, from.numbers, block * from.size);
            stage.program.run();
            stage.program.get(RESULT, to.numbers, block * to.size);
            pass.ran(stage.program, stage.hooks);
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

    /** Sets a stage's weights; programs know a layer as the first one, whichever it is. */
    private static void set(Stage<?> stage, Parameters parameters, int layer) {
        for (String part : stage.parts) {
            String name = part.replace("layer0", "layer" + layer);
            stage.program.set(
                    part, parameters.values(), parameters.segment(name).offset());
        }
    }

    private Stage<H> embed() {
        return stage((weights, own) -> family.embed(weights, Graphs.input(PICTURES, rows, family.pixels()), own));
    }

    private Stage<H> layer(Vit.Layer sizes) {
        Vit one = family.with(List.of(sizes));
        return stage((weights, own) -> one.layer(0, weights, tokens(), family.tokens(), own));
    }

    private Stage<H> classify(Vit.Layer sizes) {
        Vit one = family.with(List.of(sizes));
        return stage((weights, own) -> one.classify(weights, one.layer(0, weights, tokens(), kept, own), own));
    }

    private Node tokens() {
        return Graphs.input(TOKENS, rows, family.tokens(), family.width());
    }

    /** Builds a graph of weights that are inputs. */
    private interface Builder {
        Node build(Weights weights, Hooks hooks);
    }

    private Stage<H> stage(Builder builder) {
        List<String> parts = new ArrayList<>();
        H own = hooks.get();
        Node result = builder.build(
                (name, lengths) -> {
                    parts.add(name);
                    return Graphs.input(name, lengths);
                },
                own);
        Computation computation = new Computation().output(RESULT, result);
        outputs.accept(own, computation);
        return new Stage<>(compute.compile(computation), parts, own);
    }

    @Override
    public void close() {
        layers.values().forEach(stage -> stage.program.close());
        last.values().forEach(stage -> stage.program.close());
        if (embedding != null) {
            embedding.program.close();
        }
    }
}
