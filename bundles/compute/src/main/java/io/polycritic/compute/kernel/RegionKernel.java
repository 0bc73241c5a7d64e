package io.polycritic.compute.kernel;

import io.polycritic.compute.graph.Value;
import java.util.List;

/**
 * Elementwise operations over equally many elements, done block by block, so that what is between them stays in the
 * cache.
 */
final class RegionKernel implements Kernel {
    private final BlockStep[] steps;
    private final int from;
    private final int to;
    private final int chunk;
    private final int row;
    private final List<Trace> traces;

    /** Which value a register holds after a step. */
    record Trace(int step, Value value, float[] register) {}

    /**
     * Makes a kernel.
     *
     * @param steps what to do with each block
     * @param from the first element
     * @param to one past the last element
     * @param period the length of a row if operands repeat by rows, else 0
     * @param traces which step computes which value
     */
    RegionKernel(List<BlockStep> steps, int from, int to, int period, List<Trace> traces) {
        this.steps = steps.toArray(BlockStep[]::new);
        this.from = from;
        this.to = to;
        this.traces = traces;
        boolean wholeRows = period > 0 && period <= Block.SIZE;
        chunk = wholeRows ? Block.SIZE / period * period : Block.SIZE;
        row = period > Block.SIZE ? period : to - from;
    }

    @Override
    public void run() {
        for (BlockStep step : steps) {
            step.begin();
        }
        for (int begin = from; begin < to; begin += row) {
            for (int at = 0; at < row; at += chunk) {
                int n = Math.min(chunk, row - at);
                for (BlockStep step : steps) {
                    step.run(begin + at, n);
                }
            }
        }
    }

    @Override
    public String diagnose() {
        Trace first = null;
        for (BlockStep step : steps) {
            step.begin();
        }
        for (int begin = from; begin < to; begin += row) {
            for (int at = 0; at < row; at += chunk) {
                Trace found = diagnose(begin + at, Math.min(chunk, row - at));
                if (found != null && (first == null || found.step() < first.step())) {
                    first = found;
                }
            }
        }
        return first == null ? null : first.value().toString();
    }

    private Trace diagnose(int start, int n) {
        Trace first = null;
        int next = 0;
        for (int i = 0; i < steps.length; i++) {
            steps[i].run(start, n);
            if (next < traces.size() && traces.get(next).step() == i) {
                Trace trace = traces.get(next++);
                boolean finite = Finite.all(trace.register(), 0, n);
                first = first == null && !finite ? trace : first;
            }
        }
        return first;
    }
}
