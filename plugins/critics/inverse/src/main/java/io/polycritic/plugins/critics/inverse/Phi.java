package io.polycritic.plugins.critics.inverse;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Select;

/**
 * What a demonstrated step of implied reward x counts: concave functions that stand for divergences of occupancies
 * (Garg et al., "IQ-Learn: inverse soft-Q learning for imitation", 2021, table 4).
 */
public enum Phi {
    /** x - x^2 / (4 alpha): Pearson's chi-square. */
    CHI2 {
        @Override
        double value(double x, double alpha) {
            return x - x * x / (4 * alpha);
        }

        @Override
        double slope(double x, double alpha) {
            return 1 - x / (2 * alpha);
        }

        @Override
        Node node(Node x, double alpha) {
            return Elementwise.subtract(x, Elementwise.scale(Elementwise.square(x), (float) (1 / (4 * alpha))));
        }

        @Override
        Node split(Node credited, Node kept, double alpha) {
            Node squares = Reduce.mean(Elementwise.square(kept));
            return Elementwise.subtract(Reduce.mean(credited), Elementwise.scale(squares, (float) (1 / (4 * alpha))));
        }
    },
    /** x: total variation without its bounds. */
    LINEAR {
        @Override
        double value(double x, double alpha) {
            return x;
        }

        @Override
        double slope(double x, double alpha) {
            return 1;
        }

        @Override
        Node node(Node x, double alpha) {
            return x;
        }
    },
    /** log(2 - e^-x): Jensen and Shannon's; goes on along its tangent below -0.5, since it ends at -log 2. */
    JS {
        @Override
        double value(double x, double alpha) {
            double inside = Math.max(x, BEND);
            return Math.log(2 - Math.exp(-inside)) + (x - inside) * slope(BEND, alpha);
        }

        @Override
        double slope(double x, double alpha) {
            double e = Math.exp(-Math.max(x, BEND));
            return e / (2 - e);
        }

        @Override
        Node node(Node x, double alpha) {
            Node bend = Graphs.constant((float) BEND);
            Node inside = Elementwise.maximum(x, bend);
            Node curve = Elementwise.log(
                    Elementwise.subtract(Graphs.constant(2f), Elementwise.exp(Elementwise.negate(inside))));
            Node tangent = Elementwise.scale(Elementwise.subtract(x, bend), (float) slope(BEND, alpha));
            return Elementwise.add(curve, Select.keep(tangent, Elementwise.greater(bend, x)));
        }
    };

    private static final double BEND = -0.5;

    abstract double value(double x, double alpha);

    abstract double slope(double x, double alpha);

    abstract Node node(Node x, double alpha);

    /** The mean of phi of credited rewards [E, 1]; CHI2's squares are those of rewards that are kept small [.., 1]. */
    Node split(Node credited, Node kept, double alpha) {
        return Reduce.mean(node(credited, alpha));
    }
}
