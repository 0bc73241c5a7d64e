package io.polycritic.plugins.critics.value;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.model.ModelSource;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.nn.Network;
import io.polycritic.rl.Gae;
import io.polycritic.rl.Minibatches;
import io.polycritic.rl.Moments;
import io.polycritic.rl.NetworkDesign;
import io.polycritic.rl.ProgramObjective;
import java.util.List;

/**
 * A critic of one reward: V(features) is the network's output times the running standard deviation of that reward's
 * returns, so that rewards of any scale are learned equally well. Its network is made when it sees the first batch, or
 * loads state, because only then the width of the learner's features is known.
 */
final class ValueCritic implements ScoringCritic, ModelSource {
    private final PartContext context;
    private final Constants constants;
    private final FieldSpec advantages;
    private final FieldSpec returns;
    private final Slot<GradientOptimizer> optimizer;
    private final RandomStream minibatchRandom;
    private final Moments returnMoments = new Moments();
    private ValueNetwork network;
    private Buffers buffers;

    /** What the settings say. */
    record Constants(
            Judged judged,
            Gae gae,
            NetworkDesign design,
            Space observation,
            int epochs,
            int minibatch,
            String optimizer) {}

    /** Arrays for one shape of rollout. */
    private record Buffers(
            int rows,
            float[] values,
            float[] nextValues,
            float[] targets,
            float[] rewards,
            int[] open,
            Minibatches minibatches,
            float[] minibatchFeatures,
            float[] minibatchTargets) {}

    ValueCritic(PartContext context, Constants constants) {
        this.context = context;
        this.constants = constants;
        this.advantages = FieldSpec.numbers(Fields.advantages(context.name()));
        this.returns = FieldSpec.numbers(Fields.returns(context.name()));
        this.optimizer = context.slot(constants.optimizer, GradientOptimizer.class);
        this.minibatchRandom = context.random("minibatches");
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder()
                .needs(FieldSpec.category(Fields.ENDING, Ending.values().length))
                .offers(advantages)
                .offers(returns)
                .calls(constants.optimizer, GradientOptimizer.class, 1);
        constants.judged.wire(wiring);
        return wiring.build();
    }

    @Override
    public void score(Batch batch) {
        requireReward(batch);
        fit(batch);
        float scale = (float) returnMoments.scale();
        float[] values = buffers.values;
        network.values(batch.numbers(Fields.FEATURES), values);
        followingValues(batch);
        for (int row = 0; row < buffers.rows; row++) {
            values[row] *= scale;
            buffers.nextValues[row] *= scale;
        }
        float[] estimated = batch.put(advantages);
        float[] earned = batch.put(returns);
        constants.gae.apply(
                constants.judged.read(batch, buffers.rewards),
                batch.numbers(Fields.ENDING),
                values,
                buffers.nextValues,
                lanes(batch),
                estimated,
                earned);
        report(estimated, earned);
    }

    /**
     * The state after a step is the state before the lane's next step, except where an episode was truncated or the
     * rollout ends: only there the network is asked again.
     */
    private void followingValues(Batch batch) {
        float[] endings = batch.numbers(Fields.ENDING);
        int lanes = lanes(batch);
        int open = 0;
        for (int row = 0; row < buffers.rows; row++) {
            int ending = (int) endings[row];
            boolean last = row + lanes >= buffers.rows;
            if (ending == Ending.TERMINATED.ordinal()) {
                buffers.nextValues[row] = 0;
            } else if (last || ending == Ending.TRUNCATED.ordinal()) {
                buffers.open[open++] = row;
            } else {
                buffers.nextValues[row] = buffers.values[row + lanes];
            }
        }
        network.values(batch.numbers(Fields.NEXT_FEATURES), buffers.open, open, buffers.nextValues);
    }

    private void report(float[] estimated, float[] earned) {
        Moments ofReturns = Moments.of(earned);
        Moments ofAdvantages = Moments.of(estimated);
        double variance = ofReturns.std() * ofReturns.std();
        double unexplained = ofAdvantages.std() * ofAdvantages.std();
        context.metrics().record("advantageStd", ofAdvantages.std());
        context.metrics().record("returnStd", ofReturns.std());
        context.metrics().record("returnMean", ofReturns.mean());
        if (variance > 0) {
            context.metrics().record("explainedVariance", 1 - unexplained / variance);
        }
    }

    @Override
    public void learn(Batch batch) {
        fit(batch);
        float[] earned = batch.numbers(returns.name());
        returnMoments.add(earned);
        float factor = (float) (1 / returnMoments.scale());
        for (int row = 0; row < buffers.rows; row++) {
            buffers.targets[row] = earned[row] * factor;
        }
        GradientOptimizer stepper = optimizer.get();
        Minibatches split = buffers.minibatches;
        ProgramObjective objective = network.objective(context.name());
        double loss = 0;
        for (int epoch = 0; epoch < constants.epochs; epoch++) {
            split.shuffle(minibatchRandom);
            for (int i = 0; i < split.count(); i++) {
                split.gather(i, batch.numbers(Fields.FEATURES), network.features(), buffers.minibatchFeatures);
                split.gather(i, buffers.targets, 1, buffers.minibatchTargets);
                network.set(buffers.minibatchFeatures, buffers.minibatchTargets);
                loss += stepper.step(context.path(), network.parameters(), objective);
            }
        }
        context.metrics().record("loss", loss / (constants.epochs * split.count()));
    }

    private void requireReward(Batch batch) {
        if (!batch.has(constants.judged.field())) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    context.path(),
                    "judges the slot rewards." + constants.judged.reward()
                            + ", which the run does not have; the batch has " + batch.names());
        }
    }

    /** Makes network and buffers for the batch's shape, unless they are there. */
    private void fit(Batch batch) {
        int width = batch.spec(Fields.FEATURES).width();
        if (network == null || network.features() != width) {
            open(width);
        }
        int rows = batch.rows();
        int minibatch = Math.min(constants.minibatch, rows);
        network.fit(rows, lanes(batch), minibatch);
        if (buffers == null || buffers.rows != rows) {
            buffers = new Buffers(
                    rows,
                    new float[rows],
                    new float[rows],
                    new float[rows],
                    new float[rows],
                    new int[rows],
                    new Minibatches(rows, minibatch),
                    new float[minibatch * width],
                    new float[minibatch]);
        }
    }

    private void open(int width) {
        close();
        buffers = null;
        Network shape = constants.design.state("value", constants.observation, width, 0);
        network = new ValueNetwork(context.compute(), width, shape, context.random("initial"));
    }

    private static int lanes(Batch batch) {
        return batch.leading().length(-1);
    }

    @Override
    public List<GraphModel> models(int rows) {
        if (network == null) {
            return List.of();
        }
        Node values = network.values(Graphs.input(Fields.FEATURES, rows, network.features()));
        return List.of(new GraphModel(
                "value",
                "The critic's value: from the learner's features to the discounted return in the units of the reward.",
                new Computation().output("value", Elementwise.scale(values, (float) returnMoments.scale()))));
    }

    @Override
    public void save(StateWriter out) {
        returnMoments.save(out, "returnMoments");
        if (network != null) {
            out.put("features", network.features());
            out.put(network.parameters());
        }
    }

    @Override
    public void load(StateReader in) {
        returnMoments.load(in, "returnMoments");
        long width = in.longs("features").map(saved -> saved[0]).orElse(0L);
        if (width == 0) {
            close();
            return;
        }
        if (network == null || network.features() != width) {
            open((int) width);
        }
        in.read(network.parameters());
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
            network = null;
        }
    }
}
