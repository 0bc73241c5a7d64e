package io.polycritic.plugins.environments.games;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.games.LogitEquilibrium;

/** What settings say about experts, checked. */
final class Experts {
    private static final double TOLERANCE = 1e-9;
    private static final int SWEEPS = 20_000;

    private Experts() {}

    /** Residual 1e-9; after 20,000 sweeps lambda is multiplied by 0.8. */
    static LogitEquilibrium.Method method(double rationality, double discount, double step) {
        if (!(rationality > 0)) {
            throw new InvalidConfigException("rationality", "found " + rationality + ", allowed is above 0");
        }
        if (!(discount < 1)) {
            throw new InvalidConfigException("discount", "found " + discount + ", exact experts need gamma < 1");
        }
        return new LogitEquilibrium.Method(rationality, discount, step, TOLERANCE, SWEEPS);
    }
}
