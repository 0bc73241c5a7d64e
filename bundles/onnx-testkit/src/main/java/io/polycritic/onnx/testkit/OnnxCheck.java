package io.polycritic.onnx.testkit;

import ai.onnxruntime.OrtException;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.model.ModelSource;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Program;
import io.polycritic.exports.onnx.Onnx;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Computes with an exported model and with the part itself, on random numbers, and tells how far apart they are. */
public final class OnnxCheck {
    private static final int[] ROWS = {1, 5, 64};

    private OnnxCheck() {}

    /**
     * Acts by a learner's policy and by its exported model.
     *
     * @param learner the learner, a {@link ModelSource} whose first model is the policy
     * @param world what it acts in
     * @return the greatest difference of an action or a probability
     */
    public static double policy(PolicyLearner learner, EnvironmentSpec world) throws OrtException {
        byte[] file =
                Onnx.model("learner", (ModelSource) learner, null, Map.of()).toBytes();
        SplittableRandom random = new SplittableRandom(7);
        double most = 0;
        try (OnnxSession session = new OnnxSession(file)) {
            for (int rows : ROWS) {
                float[] observations = draw(world.observation(), rows, random);
                float[] conditions = draw(learner.condition(), rows, random);
                Map<String, float[]> outputs = session.run(
                        rows, Map.of(GraphModel.OBSERVATION, observations, GraphModel.CONDITION, conditions));
                float[] actions = new float[rows * world.action().width()];
                try (PolicyLearner.Policy policy = learner.policy(rows, PolicyLearner.Mode.EVALUATE)) {
                    policy.act(observations, conditions, actions);
                }
                most = Math.max(most, difference(actions, outputs.get(GraphModel.ACTION)));
                float[] probabilities = outputs.get("probabilities");
                if (probabilities != null && world.action().isCategory()) {
                    float[] own = new float[probabilities.length];
                    try (PolicyLearner.Policy policy = learner.policy(rows, PolicyLearner.Mode.EXPLORE)) {
                        policy.probabilities(observations, conditions, own);
                    }
                    most = Math.max(most, difference(own, probabilities));
                }
            }
        }
        return most;
    }

    /**
     * Computes a model's outputs of standard normal inputs with the platform and with ONNX Runtime.
     *
     * @param source offers the model
     * @param name its name
     * @return the greatest difference of an output
     */
    public static double model(ModelSource source, String name, Compute compute) throws OrtException {
        byte[] file = Onnx.model("part", source, name, Map.of()).toBytes();
        SplittableRandom random = new SplittableRandom(8);
        double most = 0;
        try (OnnxSession session = new OnnxSession(file)) {
            for (int rows : ROWS) {
                GraphModel model = source.models(rows).stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                Map<String, Node> inputs = new LinkedHashMap<>();
                Map<Node, Boolean> seen = new IdentityHashMap<>();
                model.computation().outputs().values().forEach(node -> find(node, inputs, seen));
                try (Program program = compute.compile(model.computation())) {
                    Map<String, float[]> given = new LinkedHashMap<>();
                    inputs.forEach((input, node) -> {
                        float[] values = model.constants().get(input);
                        if (values == null) {
                            values = new float[node.shape().size()];
                            for (int i = 0; i < values.length; i++) {
                                values[i] = (float) random.nextGaussian();
                            }
                            given.put(input, values);
                        }
                        program.set(input, values, 0);
                    });
                    program.run();
                    Map<String, float[]> outputs = session.run(rows, given);
                    for (var output : model.computation().outputs().entrySet()) {
                        float[] own = new float[output.getValue().shape().size()];
                        program.get(output.getKey(), own, 0);
                        most = Math.max(most, difference(own, outputs.get(output.getKey())));
                    }
                }
            }
        }
        return most;
    }

    private static void find(Node node, Map<String, Node> inputs, Map<Node, Boolean> seen) {
        if (seen.put(node, true) == null) {
            if (node.op() instanceof Op.Input input) {
                inputs.put(input.name(), node);
            }
            node.inputs().forEach(each -> find(each, inputs, seen));
        }
    }

    /** The greatest difference; infinite if the arrays differ in length or in what is not finite. */
    private static double difference(float[] expected, float[] found) {
        if (found == null || expected.length != found.length) {
            return Double.POSITIVE_INFINITY;
        }
        double most = 0;
        for (int i = 0; i < expected.length; i++) {
            double apart = Float.compare(expected[i], found[i]) == 0 ? 0 : Math.abs((double) expected[i] - found[i]);
            most = Math.max(most, Double.isNaN(apart) ? Double.POSITIVE_INFINITY : apart);
        }
        return most;
    }

    /** Numbers of about the size that the scale says, within the limits; classes; preferences that sum to 1. */
    private static float[] draw(Space space, int rows, SplittableRandom random) {
        float[] all = new float[rows * space.width()];
        for (int row = 0; row < rows; row++) {
            int at = row * space.width();
            for (FieldSpec field : space.fields()) {
                float sum = 0;
                for (int i = at; i < at + field.width(); i++) {
                    all[i] = draw(field, random);
                    sum += all[i];
                }
                for (int i = at; field.name().equals(Fields.PREFERENCE) && i < at + field.width(); i++) {
                    all[i] /= sum;
                }
                at += field.width();
            }
        }
        return all;
    }

    private static float draw(FieldSpec field, SplittableRandom random) {
        if (field.type() == FieldType.CATEGORY) {
            return random.nextInt((int) field.high() + 1);
        }
        double value = random.nextGaussian() / field.scale().factor();
        return (float) Math.max(
                field.low(), Math.min(field.high(), field.name().equals(Fields.PREFERENCE) ? Math.abs(value) : value));
    }
}
