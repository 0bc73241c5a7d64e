package io.polycritic.games;

/**
 * What remains of a reward when potential shaping and a constant are taken away: its residual in the least squares of
 * r(s, a) = gamma E[Phi(s')|s, a] - Phi(s) + c over all functions Phi of the state, weighted by the occupancy of (s,
 * a). Two rewards that differ by shaping (Ng, Harada and Russell, "Policy invariance under reward transformations",
 * 1999) have the same residual. Solved by conjugate gradients on the normal equations; an orthogonal projection.
 */
public final class ShapingProjection {
    private static final double TOLERANCE = 1e-12;

    private final Game game;
    private final double discount;
    private final double[] weights;
    private final int iterations;
    private final double[] expected;
    private final double[] spread;

    /**
     * Makes a projection.
     *
     * @param weights [S J], not negative, of sum 1
     * @param iterations of conjugate gradients at most
     */
    public ShapingProjection(Game game, double discount, double[] weights, int iterations) {
        this.game = game;
        this.discount = discount;
        this.weights = weights;
        this.iterations = iterations;
        this.expected = new double[game.lotteries().outcomes()];
        this.spread = new double[game.lotteries().outcomes()];
    }

    /** Takes shaping and a constant away from a reward [S J], in place. */
    public void apply(double[] reward) {
        int states = game.states();
        double[] potential = new double[states + 1];
        double[] r = new double[states + 1];
        adjoint(reward, r);
        double[] p = r.clone();
        double[] product = new double[states + 1];
        double[] shaping = new double[reward.length];
        double square = dot(r, r);
        double begun = square;
        for (int i = 0; i < iterations && square > TOLERANCE * begun; i++) {
            shape(p, shaping);
            adjoint(shaping, product);
            double curvature = dot(p, product);
            if (!(curvature > 0)) {
                break;
            }
            double length = square / curvature;
            for (int s = 0; s <= states; s++) {
                potential[s] += length * p[s];
                r[s] -= length * product[s];
            }
            double next = dot(r, r);
            for (int s = 0; s <= states; s++) {
                p[s] = r[s] + next / square * p[s];
            }
            square = next;
        }
        shape(potential, shaping);
        for (int at = 0; at < reward.length; at++) {
            reward[at] -= shaping[at];
        }
    }

    /** gamma E[Phi(s')] - Phi(s) + c, for Phi and then c. */
    private void shape(double[] potential, double[] into) {
        int n = game.actions().size();
        game.lotteries().expect(potential, expected);
        for (int at = 0; at < into.length; at++) {
            int outcome = game.outcomes()[at];
            double next = outcome == Game.ENDED ? 0 : discount * expected[outcome];
            into[at] = next - potential[at / n] + potential[game.states()];
        }
    }

    private void adjoint(double[] reward, double[] into) {
        int n = game.actions().size();
        java.util.Arrays.fill(spread, 0);
        java.util.Arrays.fill(into, 0);
        double[] own = new double[game.states()];
        double sum = 0;
        for (int at = 0; at < reward.length; at++) {
            double weighted = weights[at] * reward[at];
            if (weighted != 0) {
                int outcome = game.outcomes()[at];
                if (outcome != Game.ENDED) {
                    spread[outcome] += discount * weighted;
                }
                own[at / n] -= weighted;
                sum += weighted;
            }
        }
        game.lotteries().arrive(spread, into);
        for (int state = 0; state < own.length; state++) {
            into[state] += own[state];
        }
        into[game.states()] = sum;
    }

    /** The weighted inner product of two rewards [S J]. */
    public double inner(double[] a, double[] b) {
        double sum = 0;
        for (int at = 0; at < a.length; at++) {
            sum += weights[at] * a[at] * b[at];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
