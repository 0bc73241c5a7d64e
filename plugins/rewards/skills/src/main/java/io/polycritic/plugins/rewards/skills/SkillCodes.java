package io.polycritic.plugins.rewards.skills;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Contrastive;
import io.polycritic.nn.Mlp;
import java.util.Map;

/**
 * Two ReLU networks that give codes of length 1: f of a move (where the object was, and how far it went) and g of a
 * skill.
 */
final class SkillCodes {
    /** Skills lie on a circle. */
    static final int DIMENSION = 2;

    /** Skills, evenly on the circle, that stand for all of them. */
    static final int CANDIDATES = 64;

    private final Compute compute;
    private final Scales scales;
    private final int components;
    private final Mlp moves;
    private final Mlp skills;
    private final Parameters parameters;

    /** What places and moves are multiplied with. */
    record Scales(float place, float move) {}

    SkillCodes(Compute compute, Scales scales, int components, int[] hidden, int codes, RandomStream random) {
        this.compute = compute;
        this.scales = scales;
        this.components = components;
        this.moves = Mlp.of("move", 2 * components, hidden, codes, Activation.RELU, 1);
        this.skills = Mlp.of("skill", DIMENSION, hidden, codes, Activation.RELU, 1);
        Parameters.Builder builder = Parameters.builder("codes");
        moves.addTo(builder, random);
        skills.addTo(builder, random);
        this.parameters = builder.build();
    }

    Parameters parameters() {
        return parameters;
    }

    int components() {
        return components;
    }

    private Node move(int rows) {
        Node before = Graphs.input("before", rows, components);
        Node after = Graphs.input("after", rows, components);
        Node way = Elementwise.scale(Elementwise.subtract(after, before), scales.move);
        return moves.apply(parameters, Shaping.concat(1, Elementwise.scale(before, scales.place), way));
    }

    private Node skill(int rows) {
        return skills.apply(parameters, Graphs.input("skills", rows, DIMENSION));
    }

    /** A program from {@code before, after} [rows, n] and {@code skills} [k, 2] to {@code products} [rows, k]. */
    Program comparing(int rows, int k) {
        Node products =
                Linear.matmul(Contrastive.normalised(move(rows)), Shaping.transpose(Contrastive.normalised(skill(k))));
        return compute.compile(new Computation().output("products", products));
    }

    /** A program from {@code before, after} [rows, n] and {@code skills} [rows, 2] to {@code cosines} [rows]. */
    Program agreeing(int rows) {
        Node both = Elementwise.multiply(Contrastive.normalised(move(rows)), Contrastive.normalised(skill(rows)));
        return compute.compile(new Computation().output("cosines", Reduce.sum(both, -1)));
    }

    /** A program of a critic's loss of {@code move} and {@code skill}, [rows, codes] each. */
    Program training(int rows, LossCritic critic) {
        Node loss = critic.loss(Map.of("move", move(rows), "skill", skill(rows)));
        return compute.compile(new Computation().output("loss", loss).gradient("gradient", loss, parameters));
    }

    /** The candidates, [{@link #CANDIDATES}, 2]. */
    static float[] candidates() {
        float[] all = new float[CANDIDATES * DIMENSION];
        for (int k = 0; k < CANDIDATES; k++) {
            all[k * DIMENSION] = (float) Math.cos(2 * Math.PI * k / CANDIDATES);
            all[k * DIMENSION + 1] = (float) Math.sin(2 * Math.PI * k / CANDIDATES);
        }
        return all;
    }
}
