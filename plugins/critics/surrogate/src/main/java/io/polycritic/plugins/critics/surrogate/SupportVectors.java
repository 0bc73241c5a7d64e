package io.polycritic.plugins.critics.surrogate;

import java.util.Arrays;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * Support-vector regression with radial basis functions exp(-g |x - x'|^2) (Drucker et al., "Support vector regression
 * machines", 1996) by LIBSVM (Chang and Lin, 2011); errors below 0.1 standard deviations cost nothing, and 1/g is the
 * number of features times the variance of their entries.
 *
 * @param cost C
 */
record SupportVectors(double cost) implements Method {
    private static final double FREE = 0.1;

    static {
        svm.svm_set_print_string_function(text -> {});
    }

    @Override
    public Model fit(double[][] rows, double[] targets) {
        svm_problem problem = new svm_problem();
        problem.l = rows.length;
        problem.y = targets;
        problem.x = new svm_node[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            problem.x[i] = nodes(rows[i]);
        }
        svm_parameter parameter = new svm_parameter();
        parameter.svm_type = svm_parameter.EPSILON_SVR;
        parameter.kernel_type = svm_parameter.RBF;
        parameter.gamma = 1 / (rows[0].length * Math.max(variance(rows), 1e-12));
        parameter.C = cost;
        parameter.p = FREE;
        parameter.eps = 1e-3;
        parameter.cache_size = 50;
        parameter.shrinking = 1;
        svm_model model = svm.svm_train(problem, parameter);
        return row -> svm.svm_predict(model, nodes(row));
    }

    private static double variance(double[][] rows) {
        double sum = 0;
        double squares = 0;
        for (double[] row : rows) {
            for (double x : row) {
                sum += x;
                squares += x * x;
            }
        }
        double count = (double) rows.length * rows[0].length;
        return squares / count - sum / count * (sum / count);
    }

    private static svm_node[] nodes(double[] row) {
        int count = 0;
        svm_node[] nodes = new svm_node[row.length];
        for (int j = 0; j < row.length; j++) {
            if (row[j] != 0) {
                nodes[count] = new svm_node();
                nodes[count].index = j + 1;
                nodes[count++].value = row[j];
            }
        }
        return Arrays.copyOf(nodes, count);
    }
}
