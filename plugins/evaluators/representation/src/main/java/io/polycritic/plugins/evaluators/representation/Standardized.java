package io.polycritic.plugins.evaluators.representation;

/**
 * Numbers brought to mean 0 and deviation 1, column by column.
 *
 * @param means [width]
 * @param scales [width], 1 over the deviations; 1 for columns that are all the same
 */
record Standardized(double[] means, double[] scales) {
    static Standardized of(Encoded encoded) {
        int width = encoded.width();
        int rows = encoded.rows();
        double[] means = new double[width];
        double[] scales = new double[width];
        for (int j = 0; j < width; j++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += encoded.values()[i * width + j];
            }
            means[j] = sum / rows;
            double square = 0;
            for (int i = 0; i < rows; i++) {
                double from = encoded.values()[i * width + j] - means[j];
                square += from * from;
            }
            double deviation = Math.sqrt(square / rows);
            scales[j] = deviation > 1e-12 ? 1 / deviation : 1;
        }
        return new Standardized(means, scales);
    }

    /** [width][rows]. */
    double[][] columns(Encoded encoded) {
        int width = encoded.width();
        double[][] columns = new double[width][encoded.rows()];
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < columns[j].length; i++) {
                columns[j][i] = (encoded.values()[i * width + j] - means[j]) * scales[j];
            }
        }
        return columns;
    }
}
