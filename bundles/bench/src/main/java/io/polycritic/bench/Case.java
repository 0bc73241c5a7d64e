package io.polycritic.bench;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Program;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that can be measured.
 *
 * @param updates how many updates the peer is measured over, and so are we at the least
 * @param start begins it
 */
record Case(long updates, Function<Platform, Work> start) {
    private static final long PRODUCTS = 50;

    /** Training steps of a model on a fixed batch. */
    static Case step(long updates, Supplier<Model> model) {
        return new Case(updates, platform -> StepWork.training(model.get(), platform.compute(), platform.optimizer()));
    }

    /** A run of the engine, whose updates change the learner so many times each. */
    static Case run(long updates, long updatesOfOne, String spec, Map<String, Integer> sizes) {
        return new Case(updates, platform -> new RunWork(platform.runs(), "bench", Spec.of(spec, sizes), updatesOfOne));
    }

    /** A product of two square matrices, as programs make it. */
    static Case product(int size) {
        return new Case(PRODUCTS, platform -> {
            Computation product = new Computation()
                    .output(
                            "product",
                            Linear.matmul(Graphs.input("left", size, size), Graphs.input("right", size, size)));
            Program program = platform.compute().compile(product);
            program.set("left", Models.gaussians("left", size * size), 0);
            program.set("right", Models.gaussians("right", size * size), 0);
            return StepWork.running(program);
        });
    }
}
