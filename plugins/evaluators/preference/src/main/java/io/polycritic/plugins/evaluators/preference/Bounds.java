package io.polycritic.plugins.evaluators.preference;

import io.polycritic.preference.RegularisedGame;
import io.polycritic.preference.TabularPolicy;

/**
 * The bounds of arXiv 2312.00886, theorem 1 and its corollary, for a way towards pi*: KL(pi*, pi_{t+1}) <= (1 - eta_t
 * tau) KL(pi*, pi_t) + 2 eta_t^2 in each step, and KL(pi*, pi_T) <= 8 / (tau^2 (T + 1)) where eta_t = 2 / (tau (t +
 * 2)).
 *
 * @param game the game
 * @param equilibrium pi*
 */
record Bounds(RegularisedGame game, double[] equilibrium) {
    /** Rounding of step sizes. */
    private static final double TINY = 1e-9;

    /** Counts the steps in which a bound does not hold, one for each bound. */
    double violations(TabularPolicy.Iterates way) {
        double tau = game.tau();
        boolean decreasing = true;
        int violations = 0;
        double before = RegularisedGame.divergence(equilibrium, way.policies()[0]);
        for (int t = 0; t < way.steps().length; t++) {
            double eta = way.steps()[t];
            decreasing &= Math.abs(eta - 2 / (tau * (t + 2))) < TINY * eta;
            double after = RegularisedGame.divergence(equilibrium, way.policies()[t + 1]);
            violations += after > (1 - eta * tau) * before + 2 * eta * eta ? 1 : 0;
            violations += decreasing && after > 8 / (tau * tau * (t + 2)) ? 1 : 0;
            before = after;
        }
        return violations;
    }
}
