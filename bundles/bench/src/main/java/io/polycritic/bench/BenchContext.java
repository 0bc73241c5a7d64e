package io.polycritic.bench;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Metrics;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.LinearAlgebra;
import io.polycritic.api.tensor.RandomStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The view of an optimizer that is measured by itself, without a run around it. */
final class BenchContext implements PartContext {
    private final Compute compute;
    private final Map<String, RandomStream> streams = new HashMap<>();

    BenchContext(Compute compute) {
        this.compute = compute;
    }

    @Override
    public String path() {
        return "optimizers.bench";
    }

    @Override
    public RandomStream random(String name) {
        return streams.computeIfAbsent(name, Models::random);
    }

    @Override
    public Metrics metrics() {
        return (name, value) -> {};
    }

    @Override
    public System.Logger logger() {
        return System.getLogger("io.polycritic.bench");
    }

    @Override
    public Compute compute() {
        return compute;
    }

    @Override
    public EnvironmentSpec environment() {
        throw alone();
    }

    @Override
    public LinearAlgebra linearAlgebra() {
        throw alone();
    }

    @Override
    public <T extends Part> Slot<T> slot(String path, Class<T> role) {
        throw alone();
    }

    @Override
    public <T extends Part> List<Slot<T>> slots(Kind kind, Class<T> role) {
        return List.of();
    }

    @Override
    public Subject frozen(String run) {
        throw alone();
    }

    private static IllegalStateException alone() {
        return new IllegalStateException("there is no run around an optimizer that is measured by itself");
    }
}
