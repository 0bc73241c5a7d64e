package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.games.Game;
import io.polycritic.games.GameFields;
import io.polycritic.games.JointActions;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Mlp;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.ProgramObjective;

/** Networks g [A_i] and, if wanted, h that tell one agent's steps from demonstrated ones. */
final class Discriminator implements AutoCloseable {
    private static final double OUTPUT_GAIN = 0.1;
    private static final int INFERENCE_ROWS = 512;

    private final Design design;
    private final FeatureMap map;
    private final JointActions actions;
    private final Compute compute;
    private final int o;
    private final Mlp g;
    private final Mlp h;
    private final Parameters parameters;
    private Program judging;
    private Program training;
    private int rows;
    private float[] features = {};
    private float[] nextFeatures = {};
    private float[] column = {};

    /** Whether there is a potential h, whose next value counts by the discount, and whose actions are judged. */
    record Design(boolean potential, int[] hidden, Activation activation, double discount, int agent) {}

    Discriminator(Design design, EnvironmentSpec environment, Compute compute, RandomStream random) {
        this.design = design;
        this.map = new FeatureMap(environment.observation(), 0);
        this.actions = JointActions.of(environment.action());
        this.compute = compute;
        this.o = environment.observation().width();
        this.g = Mlp.of("g", map.width(), design.hidden, actions.count(design.agent), design.activation, OUTPUT_GAIN);
        this.h = Mlp.of("h", map.width(), design.hidden, 1, design.activation, OUTPUT_GAIN);
        Parameters.Builder builder = Parameters.builder("discriminator");
        g.addTo(builder, random);
        if (design.potential) {
            h.addTo(builder, random);
        }
        this.parameters = builder.build();
    }

    Parameters parameters() {
        return parameters;
    }

    /** Compiles for a number of rows, unless that is done. */
    void fit(int count) {
        if (count == rows) {
            return;
        }
        close();
        rows = count;
        features = new float[rows * map.width()];
        nextFeatures = new float[rows * map.width()];
        column = new float[rows];
        judging = compute.compile(new Computation().output("logits", logits("")));
        Node ours = logits("own.");
        Node theirs = logits("demonstrated.");
        Node loss = Elementwise.add(
                Reduce.mean(Elementwise.softplus(ours)), Reduce.mean(Elementwise.softplus(Elementwise.negate(theirs))));
        Node right = Elementwise.add(
                Reduce.mean(Elementwise.step(Elementwise.negate(ours))), Reduce.mean(Elementwise.step(theirs)));
        training = compute.compile(new Computation()
                .output("loss", loss)
                .output("accuracy", Elementwise.scale(right, 0.5f))
                .gradient("gradient", loss, parameters));
    }

    /** [B, 1] */
    private Node logits(String prefix) {
        Node x = Graphs.input(prefix + "features", rows, map.width());
        Node taken = Graphs.input(prefix + "taken", rows, 1);
        Node logit = Indexing.takeAlong(g.apply(parameters, x), taken);
        if (!design.potential) {
            return logit;
        }
        Node next = Graphs.input(prefix + "nextFeatures", rows, map.width());
        Node going = Graphs.input(prefix + "going", rows, 1);
        Node following = Elementwise.multiply(h.apply(parameters, next), going);
        Node f = Elementwise.add(
                logit,
                Elementwise.subtract(Elementwise.scale(following, (float) design.discount), h.apply(parameters, x)));
        return Elementwise.subtract(f, Graphs.input(prefix + "log", rows, 1));
    }

    private void set(Program program, String prefix, Batch batch, String fieldPrefix, String log) {
        float[] observations = batch.numbers(fieldPrefix + Fields.OBSERVATION);
        float[] taken = batch.numbers(fieldPrefix + Fields.ACTION);
        write(observations, features);
        program.set(prefix + "features", features, 0);
        for (int row = 0; row < rows; row++) {
            column[row] = taken[row * actions.agents() + design.agent];
        }
        program.set(prefix + "taken", column, 0);
        if (design.potential) {
            write(batch.numbers(fieldPrefix + Fields.NEXT_OBSERVATION), nextFeatures);
            program.set(prefix + "nextFeatures", nextFeatures, 0);
            float[] endings = batch.numbers(fieldPrefix + Fields.ENDING);
            for (int row = 0; row < rows; row++) {
                column[row] = endings[row] == Ending.TERMINATED.ordinal() ? 0 : 1;
            }
            program.set(prefix + "going", column, 0);
            program.set(prefix + "log", batch.numbers(fieldPrefix + log), 0);
        }
    }

    private void write(float[] observations, float[] into) {
        for (int row = 0; row < rows; row++) {
            map.write(observations, row * o, observations, 0, into, row * map.width());
        }
    }

    /** Writes the logits [B] of the batch's own steps. */
    void judge(Batch batch, String log, float[] into) {
        set(judging, "", batch, "", log);
        judging.run();
        judging.get("logits", into, 0);
    }

    /** Gives the batch's own and demonstrated steps to the objective. */
    void show(Batch batch, String log) {
        set(training, "own.", batch, "", log);
        set(training, "demonstrated.", batch, GameFields.demonstrated(""), log);
    }

    ProgramObjective objective() {
        return new ProgramObjective("discriminator", training, "loss", "gradient");
    }

    /** The share of steps that were told apart. */
    double accuracy() {
        return training.scalar("accuracy");
    }

    /** g(s, a_i) for each joint action in each state of a game, [S J]. */
    double[] inferred(Game game, int agent) {
        int n = game.actions().size();
        int count = game.actions().count(agent);
        double[] all = new double[game.states() * n];
        float[] observation = new float[o];
        float[] x = new float[INFERENCE_ROWS * map.width()];
        float[] out = new float[INFERENCE_ROWS * count];
        Node input = Graphs.input("features", INFERENCE_ROWS, map.width());
        try (Program program = compute.compile(new Computation().output("g", g.apply(parameters, input)))) {
            for (int first = 0; first < game.states(); first += INFERENCE_ROWS) {
                int last = Math.min(first + INFERENCE_ROWS, game.states());
                for (int state = first; state < last; state++) {
                    game.observe(state, observation, 0);
                    map.write(observation, 0, observation, 0, x, (state - first) * map.width());
                }
                program.set("features", x, 0);
                program.run();
                program.get("g", out, 0);
                for (int at = first * n; at < last * n; at++) {
                    all[at] = out[(at / n - first) * count + game.actions().own(agent, at % n)];
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        if (judging != null) {
            judging.close();
            training.close();
            judging = null;
        }
        rows = 0;
    }
}
