package io.polycritic.plugins.environments.multitask;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.multitask.PromptStream;

/**
 * Prompts of in-context linear regression (arXiv 2503.12734, section 2): x of mean 0 and covariance Sigma, coefficients
 * of each target of mean 0 and covariance I/d, drawn anew for each prompt, and y_n = beta_n . x_n + noise, where x_n
 * are the d covariates of target n.
 */
final class LinearPrompts implements PromptStream {
    private final Form form;
    private final Law law;
    private final RandomStream random;
    private final FieldSpec xs;
    private final FieldSpec ys;
    private final EnvironmentSpec spec;
    private final double[] beta;
    private final double[] x;

    /** d, N and L. */
    record Form(int dimension, int targets, int length) {
        int covariates() {
            return dimension * targets;
        }
    }

    /** Correlation of neighbours, variance of the noise, and what is added to covariates and targets. */
    record Law(double rho, double noise, double offsetX, double offsetY) {}

    LinearPrompts(Form form, Law law, RandomStream random) {
        this.form = form;
        this.law = law;
        this.random = random;
        this.xs = FieldSpec.numbers(X, form.covariates());
        this.ys = FieldSpec.numbers(Y, form.targets);
        this.spec = EnvironmentSpec.single(Space.of(xs, ys), Space.EMPTY, Space.EMPTY, 0, 0);
        this.beta = new double[form.covariates()];
        this.x = new double[form.covariates()];
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public int length() {
        return form.length;
    }

    @Override
    public int dimension() {
        return form.dimension;
    }

    @Override
    public double noise() {
        return law.noise;
    }

    @Override
    public double[][] covariance() {
        double[][] covariance = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                covariance[i][j] = Math.pow(law.rho, Math.abs(i - j));
            }
        }
        return covariance;
    }

    @Override
    public boolean next(Batch batch) {
        draw(random, batch);
        return true;
    }

    @Override
    public void draw(RandomStream from, Batch batch) {
        Shape leading = batch.leading();
        if (leading.rank() != 2) {
            throw new IllegalArgumentException("prompts need the leading axes [B, L + 1], found " + leading);
        }
        int tokens = leading.length(1);
        float[] covariates = batch.put(xs);
        float[] targets = batch.put(ys);
        for (int prompt = 0; prompt < leading.length(0); prompt++) {
            for (int i = 0; i < beta.length; i++) {
                beta[i] = from.nextGaussian() / Math.sqrt(form.dimension);
            }
            for (int token = 0; token < tokens; token++) {
                int row = prompt * tokens + token;
                drawCovariates(from);
                for (int i = 0; i < x.length; i++) {
                    covariates[row * x.length + i] = (float) (x[i] + law.offsetX);
                }
                for (int n = 0; n < form.targets; n++) {
                    targets[row * form.targets + n] = (float) target(n, from);
                }
            }
        }
    }

    /** A first-order autoregression has the covariance rho^|i - j|. */
    private void drawCovariates(RandomStream from) {
        double rest = Math.sqrt(1 - law.rho * law.rho);
        for (int i = 0; i < x.length; i++) {
            double drawn = from.nextGaussian();
            x[i] = i == 0 ? drawn : law.rho * x[i - 1] + rest * drawn;
        }
    }

    private double target(int n, RandomStream from) {
        double y = law.offsetY + Math.sqrt(law.noise) * from.nextGaussian();
        for (int i = n * form.dimension; i < (n + 1) * form.dimension; i++) {
            y += beta[i] * x[i];
        }
        return y;
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {
        // The random stream is the run's to save.
    }

    @Override
    public void load(StateReader in) {
        // The random stream is the run's to save.
    }
}
