package io.polycritic.plugins.learners.bandit;

/**
 * The row of least load, of equal ones the fastest. Flagged rows only where there are no others.
 *
 * @param rows where rows are
 * @param load where the load begins
 * @param speed where the speed begins
 * @param flag where the flag begins
 */
record LeastLoad(Rows rows, int load, int speed, int flag) implements RowRule {
    @Override
    public int choose(float[] observations, int o, float[] preferences, int w) {
        int best = -1;
        for (int row = 0; row < rows.count(); row++) {
            if (rows.present(observations, o, row) && (best < 0 || before(observations, o, row, best))) {
                best = row;
            }
        }
        return best;
    }

    private boolean before(float[] observations, int o, int row, int other) {
        int order = Float.compare(observations[o + flag + row], observations[o + flag + other]);
        if (order == 0) {
            order = Float.compare(observations[o + load + row], observations[o + load + other]);
        }
        if (order == 0) {
            order = Float.compare(observations[o + speed + other], observations[o + speed + row]);
        }
        return order < 0;
    }
}
