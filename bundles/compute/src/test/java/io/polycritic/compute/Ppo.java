package io.polycritic.compute;

import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;

/**
 * The policy loss of PPO (Schulman et al. 2017, equation 7) for a Gaussian policy on two tanh layers, with the entropy
 * bonus: a training step of realistic form.
 */
final class Ppo {
    final Parameters parameters;
    final Node loss;
    private final float[] observations;
    private final float[] actions;
    private final float[] oldLogProbabilities;
    private final float[] advantages;

    Ppo(int batch, int inputs, int width, int actionSize) {
        RandomStream random = RandomStream.of(11, "ppo", "values");
        parameters = Parameters.builder("policy")
                .add("w0", scaled(random, inputs), inputs, width)
                .add("b0", scaled(random, 100), width)
                .add("w1", scaled(random, width), width, width)
                .add("b1", scaled(random, 100), width)
                .add("w2", scaled(random, width), width, actionSize)
                .add("b2", scaled(random, 100), actionSize)
                .add("logStd", scaled(random, 100), actionSize)
                .build();
        observations = gaussians(random, batch * inputs);
        actions = gaussians(random, batch * actionSize);
        advantages = gaussians(random, batch);
        oldLogProbabilities = gaussians(random, batch);
        for (int i = 0; i < batch; i++) {
            oldLogProbabilities[i] = 0.3f * oldLogProbabilities[i] - 1.4f * actionSize;
        }
        loss = loss(batch, inputs, actionSize);
    }

    private static Parameters.Initializer scaled(RandomStream random, int fanIn) {
        return (values, offset, shape) -> {
            random.gaussians(values, offset, shape.size());
            for (int i = 0; i < shape.size(); i++) {
                values[offset + i] /= (float) Math.sqrt(fanIn);
            }
        };
    }

    private static float[] gaussians(RandomStream random, int count) {
        float[] values = new float[count];
        random.gaussians(values, 0, count);
        return values;
    }

    private Node part(String name) {
        return Graphs.parameter(parameters, name);
    }

    private Node loss(int batch, int inputs, int actionSize) {
        Node h = Graphs.input("observations", batch, inputs);
        h = Elementwise.tanh(Linear.dense(h, part("w0"), part("b0")));
        h = Elementwise.tanh(Linear.dense(h, part("w1"), part("b1")));
        Node mean = Linear.dense(h, part("w2"), part("b2"));
        Node logStd = part("logStd");
        Node z = Elementwise.multiply(
                Elementwise.subtract(Graphs.input("actions", batch, actionSize), mean),
                Elementwise.exp(Elementwise.negate(logStd)));
        Node perAction = Elementwise.subtract(Elementwise.scale(Elementwise.square(z), -0.5f), logStd);
        Node logProbability =
                Elementwise.shift(Reduce.sum(perAction, 1), (float) (-0.5 * Math.log(2 * Math.PI) * actionSize));
        Node ratio =
                Elementwise.exp(Elementwise.subtract(logProbability, Graphs.input("oldLogProbabilities", batch, 1)));
        Node advantage = Graphs.input("advantages", batch, 1);
        Node plain = Elementwise.multiply(ratio, advantage);
        Node clipped = Elementwise.multiply(Elementwise.clip(ratio, 0.8f, 1.2f), advantage);
        Node surrogate = Reduce.mean(Elementwise.minimum(plain, clipped));
        Node entropy = Reduce.sum(logStd);
        return Elementwise.negate(Elementwise.add(surrogate, Elementwise.scale(entropy, 0.01f)));
    }

    Computation computation() {
        return new Computation().output("loss", loss).gradient("gradient", loss, parameters);
    }

    void set(Program program) {
        program.set("observations", observations, 0);
        program.set("actions", actions, 0);
        program.set("oldLogProbabilities", oldLogProbabilities, 0);
        program.set("advantages", advantages, 0);
    }

    DoubleInterpreter oracle() {
        return new DoubleInterpreter()
                .set("observations", observations)
                .set("actions", actions)
                .set("oldLogProbabilities", oldLogProbabilities)
                .set("advantages", advantages);
    }
}
