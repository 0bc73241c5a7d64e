package io.polycritic.compute.kernel;

import io.polycritic.compute.plan.Operand;
import io.polycritic.compute.plan.Storage;
import java.util.Arrays;

/**
 * Brings the part of an operand that belongs to a block into a register.
 *
 * @param from where the operand lies
 * @param access how it is repeated
 * @param period the length of a row, for ROW and COLUMN
 * @param register where it goes
 */
record Load(Storage from, Operand.Access access, int period, float[] register) implements BlockStep {
    @Override
    public void begin() {
        if (isTiled()) {
            int rows = Block.SIZE / period;
            for (int row = 0; row < rows; row++) {
                from.load(0, register, row * period, period);
            }
        }
    }

    @Override
    public void run(int start, int n) {
        switch (access) {
            case FULL -> from.load(start, register, 0, n);
            case SCALAR -> Arrays.fill(register, 0, n, from.get(0));
            case ROW -> {
                if (!isTiled()) {
                    from.load(start % period, register, 0, n);
                }
            }
            case COLUMN -> column(start / period, n);
        }
    }

    /** A row that fits is repeated once for all blocks, which then begin where a row begins. */
    private boolean isTiled() {
        return access == Operand.Access.ROW && period <= Block.SIZE;
    }

    private void column(int first, int n) {
        int source = first;
        for (int at = 0; at < n; at += period) {
            Arrays.fill(register, at, Math.min(at + period, n), from.get(source++));
        }
    }
}
