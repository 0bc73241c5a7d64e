package io.polycritic.api.testkit.tensor;

/** The error function in double precision, slow and simple. */
public final class ErrorFunction {
    private ErrorFunction() {}

    /**
     * erf(x), by its Maclaurin series up to 3 and by the continued fraction of its complement beyond (Abramowitz and
     * Stegun, "Handbook of mathematical functions", 7.1.6 and 7.1.14).
     *
     * @param x any number
     * @return between -1 and 1, within 1e-14
     */
    public static double erf(double x) {
        double a = Math.abs(x);
        if (Double.isNaN(x) || a > 6) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        if (a < 3) {
            double term = x;
            double sum = x;
            for (int n = 1; n < 100; n++) {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }
            return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
        }
        double tail = a;
        for (int n = 200; n >= 1; n--) {
            tail = a + n / 2.0 / tail;
        }
        return Math.signum(x) * (1 - Math.exp(-a * a) / Math.sqrt(Math.PI) / tail);
    }

    /**
     * The standard normal distribution function.
     *
     * @param x any number
     * @return between 0 and 1
     */
    public static double normal(double x) {
        return 0.5 * (1 + erf(x / Math.sqrt(2)));
    }
}
