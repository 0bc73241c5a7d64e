package io.polycritic.plugins.optimizers.gradient;

import java.util.List;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1), with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2): m =
 * b1 m + (1-b1) g, v = b2 v + (1-b2) g^2, p = p - rate (m^ / (sqrt(v^) + epsilon) + decay p), where m^ and v^ are
 * divided by 1 - b1^t and 1 - b2^t, the weights that they have gathered ({@link Moment#weight}).
 */
record AdamRule(double beta1, double beta2, double epsilon, double weightDecay) implements Rule {
    @Override
    public List<String> moments() {
        return List.of("moment1", "moment2");
    }

    @Override
    public void move(float[] p, float[] g, Moment[] moments, double rate) {
        float[] m = moments[0].values;
        float[] v = moments[1].values;
        moments[0].count(beta1);
        moments[1].count(beta2);
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float c1 = (float) (1 - beta1);
        float c2 = (float) (1 - beta2);
        float firstRate = (float) (rate / moments[0].weight);
        float rootBias = (float) (1 / Math.sqrt(moments[1].weight));
        float small = (float) epsilon;
        float keep = (float) (1 - rate * weightDecay);
        for (int i = 0; i < p.length; i++) {
            float first = b1 * m[i] + c1 * g[i] + FLUSH - FLUSH;
            float second = b2 * v[i] + c2 * g[i] * g[i] + FLUSH - FLUSH;
            m[i] = first;
            v[i] = second;
            p[i] = keep * p[i] - firstRate * first / ((float) Math.sqrt(second) * rootBias + small);
        }
    }
}
