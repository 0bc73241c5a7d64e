package io.polycritic.search;

/** How well one list of numbers keeps the order of another one. */
public final class RankCorrelation {
    private RankCorrelation() {}

    /**
     * Kendall's tau-b (Kendall, "The treatment of ties in ranking problems", 1945): pairs in the same order less pairs
     * in the opposite order, divided by the geometric mean of the numbers of pairs that are not tied in either list.
     *
     * @param a n numbers
     * @param b n numbers
     * @return from -1 to 1; 0 where all numbers of a list are equal
     */
    public static double kendall(double[] a, double[] b) {
        long difference = 0;
        long inA = 0;
        long inB = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = i + 1; j < a.length; j++) {
                int x = Double.compare(a[i], a[j]);
                int y = Double.compare(b[i], b[j]);
                difference += Integer.signum(x) * Integer.signum(y);
                inA += Math.abs(Integer.signum(x));
                inB += Math.abs(Integer.signum(y));
            }
        }
        return inA == 0 || inB == 0 ? 0 : difference / (Math.sqrt(inA) * Math.sqrt(inB));
    }
}
