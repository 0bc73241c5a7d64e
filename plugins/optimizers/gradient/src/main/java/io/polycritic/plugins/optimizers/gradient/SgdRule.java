package io.polycritic.plugins.optimizers.gradient;

import java.util.List;

/** m = momentum m + g; p = p - rate m, or p - rate (g + momentum m) after Nesterov. */
record SgdRule(double momentum, boolean nesterov) implements Rule {
    @Override
    public List<String> moments() {
        return List.of("momentum");
    }

    @Override
    public void move(float[] p, float[] g, Moment[] moments, double rate) {
        float[] m = moments[0].values;
        float length = (float) rate;
        float share = (float) momentum;
        for (int i = 0; i < p.length; i++) {
            m[i] = share * m[i] + g[i] + FLUSH - FLUSH;
            p[i] -= length * (nesterov ? g[i] + share * m[i] : m[i]);
        }
    }
}
