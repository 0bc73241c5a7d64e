package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.multitask.AttentionHeads;
import io.polycritic.multitask.PromptLearner;
import io.polycritic.multitask.PromptStream;

/**
 * Follows the negative gradient of the {@link ReducedLoss} in time, by the classical Runge-Kutta method of fourth
 * order, from small random weights and values. It sees no prompt, only what the stream says of itself.
 */
final class FlowLearner implements PromptLearner {
    private static final String ENVIRONMENT = "environment";

    private final PartContext context;
    private final Slot<PromptStream> stream;
    private final double timeStep;
    private final int gradientSteps;
    private final int covariates;
    private final HeadSeries series;

    /** Values and weights, one behind the other: [2 H]. */
    private final double[] state;

    private final double[][] slopes;
    private final double[] mu;
    private final double[] w;

    FlowLearner(int heads, double deviation, Signs signs, double timeStep, int gradientSteps, PartContext context) {
        this.context = context;
        this.stream = context.slot(ENVIRONMENT, PromptStream.class);
        this.timeStep = timeStep;
        this.gradientSteps = gradientSteps;
        this.covariates =
                context.environment().observation().field(PromptStream.X).width();
        this.series = new HeadSeries(heads, 1);
        this.state = new double[2 * heads];
        this.slopes = new double[4][2 * heads];
        this.mu = new double[heads];
        this.w = new double[heads];
        for (int i = 0; i < state.length; i++) {
            double drawn = deviation * context.random("initial").nextGaussian();
            state[i] = drawn * signs.factor(i % heads, drawn);
        }
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().calls(ENVIRONMENT, PromptStream.class, 1).build();
    }

    /** Counts steps in time as steps. */
    @Override
    public Update update() {
        PromptStream prompts = stream.get();
        ReducedLoss loss = new ReducedLoss(prompts.dimension(), prompts.length(), prompts.noise());
        for (int step = 0; step < gradientSteps; step++) {
            slope(loss, null, 0, slopes[0]);
            slope(loss, slopes[0], timeStep / 2, slopes[1]);
            slope(loss, slopes[1], timeStep / 2, slopes[2]);
            slope(loss, slopes[2], timeStep, slopes[3]);
            for (int i = 0; i < state.length; i++) {
                double mean = (slopes[0][i] + 2 * slopes[1][i] + 2 * slopes[2][i] + slopes[3][i]) / 6;
                state[i] += timeStep * mean;
                if (!Double.isFinite(state[i])) {
                    throw new PolycriticException(
                            ErrorCode.PLUGIN,
                            context.path(),
                            "the flow left all bounds in head " + i % mu.length + "; a smaller timeStep may help");
                }
            }
        }
        part(null, 0);
        context.metrics().record("loss", loss.at(mu, w));
        series.record(heads(), context.metrics());
        return new Update(gradientSteps, 0);
    }

    /** Values and weights a time away along a slope. */
    private void part(double[] along, double time) {
        for (int h = 0; h < mu.length; h++) {
            mu[h] = state[h] + (along == null ? 0 : time * along[h]);
            w[h] = state[mu.length + h] + (along == null ? 0 : time * along[mu.length + h]);
        }
    }

    private void slope(ReducedLoss loss, double[] along, double time, double[] into) {
        part(along, time);
        double[] byMu = new double[mu.length];
        double[] byW = new double[mu.length];
        loss.gradient(mu, w, byMu, byW);
        for (int h = 0; h < mu.length; h++) {
            into[h] = -byMu[h];
            into[mu.length + h] = -byW[h];
        }
    }

    @Override
    public AttentionHeads heads() {
        int heads = mu.length;
        double[][][] keyQuery = new double[heads][covariates + 1][covariates + 1];
        double[][][] value = new double[heads][covariates + 1][1];
        for (int h = 0; h < heads; h++) {
            for (int i = 0; i < covariates; i++) {
                keyQuery[h][i][i] = state[heads + h];
            }
            value[h][covariates][0] = state[h];
        }
        return new AttentionHeads(covariates, 1, keyQuery, value);
    }

    @Override
    public boolean normalised() {
        return true;
    }

    @Override
    public Predictor predictor(int prompts, int length) {
        Prompts tokens = new Prompts(prompts, length, covariates, 1);
        double[] present = state.clone();
        return new Predictor() {
            @Override
            public void predict(Batch batch, float[] into) {
                tokens.take(batch);
                for (int prompt = 0; prompt < prompts; prompt++) {
                    into[prompt] = (float) Tilting.answer(present, tokens, prompt, length, covariates);
                }
            }

            @Override
            public void close() {
                // Nothing is kept.
            }
        };
    }

    @Override
    public void save(StateWriter out) {
        out.put("heads", state);
    }

    @Override
    public void load(StateReader in) {
        in.read("heads", state);
    }
}
