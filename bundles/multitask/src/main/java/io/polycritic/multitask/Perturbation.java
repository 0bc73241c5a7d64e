package io.polycritic.multitask;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PolycriticException;

/**
 * The displacement of a group of parameters w, with gradient g, to where the loss is about largest at the distance rho:
 * rho g / |g| (Foret et al., "Sharpness-aware minimization for efficiently improving generalization", 2021, equation
 * 2), or in the adaptive form, which does not depend on the scale of single weights, rho w^2 g / |w g|, products number
 * by number (Kwon et al., "ASAM", 2021, equation 4 with T = |w|). Where the gradient is 0, there is none.
 *
 * @param rho the distance, at least 0
 * @param adaptive whether it scales with each weight
 */
public record Perturbation(double rho, boolean adaptive) {
    private static final double SMALL = 1e-12;

    /**
     * Checks a distance.
     *
     * @param key the setting that it comes from, which names the group
     * @param rho the distance
     * @param adaptive whether it scales with each weight
     * @return the perturbation
     * @throws InvalidConfigException if the distance is negative or not finite
     */
    public static Perturbation of(String key, double rho, boolean adaptive) {
        if (!(rho >= 0 && rho < Double.POSITIVE_INFINITY)) {
            throw new InvalidConfigException(key, "found " + rho + ", allowed is a finite number of at least 0");
        }
        return new Perturbation(rho, adaptive);
    }

    /**
     * Displaces.
     *
     * @param group which parameters; the norm is over all of them
     * @param gradient [p]
     * @param values [p], the parameters, changed
     * @param path the slot that is named if the adaptive form has nothing to scale by
     */
    public void apply(ParameterGroup group, float[] gradient, float[] values, String path) {
        double square = 0;
        boolean zero = true;
        for (int s = 0; s < group.stretches(); s++) {
            int end = group.offset(s) + group.length(s);
            for (int i = group.offset(s); i < end; i++) {
                double scaled = adaptive ? (double) values[i] * gradient[i] : gradient[i];
                square += scaled * scaled;
                zero &= values[i] == 0;
            }
        }
        if (adaptive && zero && group.size() > 0) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    path,
                    "adaptive perturbations scale with the weights, but those of the group '" + group.name()
                            + "' are all 0; use the plain form or other first weights");
        }
        float factor = (float) (rho / (Math.sqrt(square) + SMALL));
        for (int s = 0; s < group.stretches(); s++) {
            int end = group.offset(s) + group.length(s);
            for (int i = group.offset(s); i < end; i++) {
                float scale = adaptive ? values[i] * values[i] : 1;
                values[i] += factor * (scale * gradient[i]);
            }
        }
    }
}
