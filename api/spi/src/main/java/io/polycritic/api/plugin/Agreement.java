package io.polycritic.api.plugin;

/**
 * How far a newcomer that shares a slot says the same as the incumbent, in one field of the last batch that both have
 * worked on. All numbers are computed over the field's numbers x of the incumbent and y of the newcomer.
 */
public final class Agreement {
    private final String field;
    private double incumbent = Double.NaN;
    private double newcomer = Double.NaN;
    private double difference = Double.NaN;
    private double correlation = Double.NaN;

    /**
     * Begins without a measurement: all numbers are not a number.
     *
     * @param field the field's name
     */
    public Agreement(String field) {
        this.field = field;
    }

    /**
     * Measures. Allocates nothing; takes two passes over the numbers.
     *
     * @param old the incumbent's numbers, [n], n at least 1
     * @param young the newcomer's, [n]
     */
    public void measure(float[] old, float[] young) {
        double oldSum = 0;
        double youngSum = 0;
        double squares = 0;
        for (int i = 0; i < old.length; i++) {
            oldSum += old[i];
            youngSum += young[i];
            double apart = (double) young[i] - old[i];
            squares += apart * apart;
        }
        incumbent = oldSum / old.length;
        newcomer = youngSum / old.length;
        difference = Math.sqrt(squares / old.length);
        double oldSpread = 0;
        double youngSpread = 0;
        double common = 0;
        for (int i = 0; i < old.length; i++) {
            double x = old[i] - incumbent;
            double y = young[i] - newcomer;
            oldSpread += x * x;
            youngSpread += y * y;
            common += x * y;
        }
        correlation = common / Math.sqrt(oldSpread * youngSpread);
    }

    /**
     * The field that both write.
     *
     * @return its name, for example {@code advantages.safety}
     */
    public String field() {
        return field;
    }

    /**
     * What the incumbent says on average.
     *
     * @return the mean of x, in the field's unit
     */
    public double incumbent() {
        return incumbent;
    }

    /**
     * What the newcomer says on average.
     *
     * @return the mean of y, in the field's unit
     */
    public double newcomer() {
        return newcomer;
    }

    /**
     * How far they are apart: the square root of the mean of (y - x)^2.
     *
     * @return at least 0, in the field's unit
     */
    public double difference() {
        return difference;
    }

    /**
     * Whether they order rows alike: the correlation of x and y, Pearson, "Notes on regression and inheritance in the
     * case of two parents" (1895).
     *
     * @return -1 to 1; not a number where either says the same of all rows
     */
    public double correlation() {
        return correlation;
    }
}
