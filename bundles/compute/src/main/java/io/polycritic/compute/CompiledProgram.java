package io.polycritic.compute;

import io.polycritic.api.tensor.Program;
import io.polycritic.compute.blas.Blas;
import io.polycritic.compute.graph.Value;
import io.polycritic.compute.kernel.Finite;
import io.polycritic.compute.kernel.Kernel;
import io.polycritic.compute.plan.Plan;
import io.polycritic.compute.plan.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs kernels one after the other. */
final class CompiledProgram implements Program {
    private final Plan plan;
    private final Kernel[] kernels;
    private final Plan.Copy[] copies;
    private final Blas.Workspace workspace;
    private boolean closed;

    CompiledProgram(Plan plan, List<Kernel> kernels, Blas.Workspace workspace) {
        this.plan = plan;
        this.kernels = kernels.toArray(Kernel[]::new);
        this.copies = plan.copies().toArray(Plan.Copy[]::new);
        this.workspace = workspace;
    }

    @Override
    public void set(String input, float[] source, int offset) {
        checkOpen();
        Storage to = find("input", plan.inputs(), input);
        checkRange("input", input, source, offset, to);
        System.arraycopy(source, offset, to.array(), to.offset(), to.size());
    }

    @Override
    public void run() {
        checkOpen();
        for (Kernel kernel : kernels) {
            kernel.run();
        }
        for (Plan.Copy copy : copies) {
            Storage from = copy.from();
            System.arraycopy(
                    from.array(), from.offset(), copy.to().array(), copy.to().offset(), from.size());
        }
    }

    @Override
    public void get(String output, float[] target, int offset) {
        checkOpen();
        Storage from = find("output", plan.outputs(), output);
        checkRange("output", output, target, offset, from);
        System.arraycopy(from.array(), from.offset(), target, offset, from.size());
    }

    @Override
    public float scalar(String output) {
        checkOpen();
        Storage from = find("output", plan.outputs(), output);
        if (from.size() != 1) {
            throw new IllegalArgumentException("output '" + output + "' has " + from.size() + " numbers, not one");
        }
        return from.array()[from.offset()];
    }

    @Override
    public Optional<String> firstNonFinite() {
        checkOpen();
        for (Map.Entry<Value, Storage> leaf : plan.leaves().entrySet()) {
            if (!Finite.all(leaf.getValue())) {
                return Optional.of(leaf.getKey().toString());
            }
        }
        for (Kernel kernel : kernels) {
            String found = kernel.diagnose();
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            workspace.close();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the program is closed");
        }
    }

    private static Storage find(String kind, Map<String, Storage> all, String name) {
        Storage found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "the program has no " + kind + " '" + name + "'; there are " + all.keySet());
        }
        return found;
    }

    private static void checkRange(String kind, String name, float[] array, int offset, Storage storage) {
        if (offset < 0 || array.length - offset < storage.size()) {
            throw new IllegalArgumentException(kind + " '" + name + "' has " + storage.size()
                    + " numbers; the array has " + array.length + ", from index " + offset);
        }
    }
}
