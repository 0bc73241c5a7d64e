package io.polycritic.compute;

import io.polycritic.api.tensor.Program;
import io.polycritic.compute.graph.Value;
import io.polycritic.compute.kernel.Finite;
import io.polycritic.compute.kernel.Kernel;
import io.polycritic.compute.kernel.Kernels;
import io.polycritic.compute.plan.Plan;
import io.polycritic.compute.plan.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Runs kernels, one after the other or shared among threads. */
final class CompiledProgram implements Program {
    private final Plan plan;
    private final Kernel[] kernels;
    private final Plan.Copy[] refreshed;
    private final Plan.Copy[] copies;
    private final Workers workers;
    private final Lanes lanes;
    private final boolean shared;
    private final long work;
    private final LongAdder done;
    private boolean closed;

    /** Makes the program; what each run takes in multiplications is added to {@code done}. */
    CompiledProgram(Plan plan, List<Kernel> kernels, Workers workers, LongAdder done) {
        this.plan = plan;
        this.kernels = kernels.toArray(Kernel[]::new);
        this.refreshed = plan.refreshed().toArray(Plan.Copy[]::new);
        this.copies = plan.copies().toArray(Plan.Copy[]::new);
        this.workers = workers;
        this.lanes = new Lanes(plan, kernels);
        this.shared = lanes.areSeveral();
        this.work = Kernels.work(plan);
        this.done = done;
    }

    @Override
    public void set(String input, float[] source, int offset) {
        checkOpen();
        Storage to = find("input", plan.inputs(), input);
        checkRange("input", input, source, offset, to);
        to.store(0, source, offset, to.size());
    }

    @Override
    public void run() {
        checkOpen();
        copy(refreshed);
        if (!shared || !lanes.run(workers)) {
            for (Kernel kernel : kernels) {
                kernel.run();
            }
        }
        copy(copies);
        done.add(work);
    }

    private static void copy(Plan.Copy[] all) {
        for (Plan.Copy copy : all) {
            copy.run();
        }
    }

    @Override
    public void get(String output, float[] target, int offset) {
        checkOpen();
        Storage from = find("output", plan.outputs(), output);
        checkRange("output", output, target, offset, from);
        from.load(0, target, offset, from.size());
    }

    @Override
    public void carry(String output, String input, int at) {
        checkOpen();
        Storage from = find("output", plan.outputs(), output);
        Storage to = find("input", plan.inputs(), input);
        if (at < 0 || to.size() - at < from.size()) {
            throw new IllegalArgumentException("output '" + output + "' has " + from.size() + " numbers; input '"
                    + input + "' has " + to.size() + ", from index " + at);
        }
        to.copy(at, from, 0, from.size());
    }

    @Override
    public float scalar(String output) {
        checkOpen();
        Storage from = find("output", plan.outputs(), output);
        if (from.size() != 1) {
            throw new IllegalArgumentException("output '" + output + "' has " + from.size() + " numbers, not one");
        }
        return from.get(0);
    }

    @Override
    public Optional<String> firstNonFinite() {
        checkOpen();
        for (Map.Entry<Value, Storage> leaf : plan.leaves().entrySet()) {
            if (!Finite.all(leaf.getValue())) {
                return Optional.of(leaf.getKey().toString());
            }
        }
        copy(refreshed);
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
        closed = true;
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
