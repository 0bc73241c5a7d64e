package io.polycritic.plugins.optimizers.gradient;

import java.util.List;

/**
 * RMSProp without momentum, as in Mnih et al., "Asynchronous methods for deep reinforcement learning", 2016, section 4,
 * equation 1: v = alpha v + (1 - alpha) g^2, p = p - rate g / sqrt(v + epsilon).
 */
record RmsPropRule(double alpha, double epsilon) implements Rule {
    @Override
    public List<String> moments() {
        return List.of("moment2");
    }

    @Override
    public void move(float[] p, float[] g, Moment[] moments, double rate) {
        float[] v = moments[0].values;
        moments[0].count(alpha);
        float length = (float) rate;
        float kept = (float) alpha;
        float taken = (float) (1 - alpha);
        float small = (float) epsilon;
        for (int i = 0; i < p.length; i++) {
            float square = kept * v[i] + taken * g[i] * g[i] + FLUSH - FLUSH;
            v[i] = square;
            p[i] -= length * g[i] / (float) Math.sqrt(square + small);
        }
    }
}
