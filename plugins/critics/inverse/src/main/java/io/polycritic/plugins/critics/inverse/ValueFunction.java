package io.polycritic.plugins.critics.inverse;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Linear;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Initializers;
import io.polycritic.nn.Mlp;

/** What makes numbers for actions of features. */
interface ValueFunction {
    /** Small, so that the first policies are nearly uniform. */
    double OUTPUT_GAIN = 0.01;

    /** Counts the features that it takes, 0 for any. */
    int width();

    /** Adds its parts to a vector. */
    void addTo(Parameters.Builder builder, int features, RandomStream random);

    /** [B, n] for features [B, f], with one of the vectors that it was added to. */
    Node apply(Parameters parameters, Node features);

    /** A network of any number of features. */
    static ValueFunction network(int[] hidden, Activation activation, int outputs) {
        return new ValueFunction() {
            @Override
            public int width() {
                return 0;
            }

            private Mlp mlp(int features) {
                return Mlp.of("network", features, hidden, outputs, activation, OUTPUT_GAIN);
            }

            @Override
            public void addTo(Parameters.Builder builder, int features, RandomStream random) {
                mlp(features).addTo(builder, random);
            }

            @Override
            public Node apply(Parameters parameters, Node features) {
                return mlp(features.shape().length(1)).apply(parameters, features);
            }
        };
    }

    /**
     * A row of numbers for each state. A state's number is the product of its one-hot features with the places of their
     * digits.
     *
     * @throws InvalidConfigException if observations are not categories alone
     */
    static ValueFunction table(Space observation, int outputs) {
        float[] places = places(observation);
        int states = states(observation);
        return new ValueFunction() {
            @Override
            public int width() {
                return places.length;
            }

            @Override
            public void addTo(Parameters.Builder builder, int features, RandomStream random) {
                builder.add("table", Initializers.constant(0), states, outputs);
            }

            @Override
            public Node apply(Parameters parameters, Node features) {
                return Indexing.gather(Graphs.parameter(parameters, "table"), state(features, places));
            }
        };
    }

    /** The numbers [B] of the states with given one-hot features. */
    static Node state(Node features, float[] places) {
        Node digits = Graphs.constant(places, places.length, 1);
        return Shaping.reshape(Linear.matmul(features, digits), features.shape().length(0));
    }

    /** Counts the states that observations tell apart. */
    static int states(Space observation) {
        long states = 1;
        for (FieldSpec field : observation.fields()) {
            if (field.type() != FieldType.CATEGORY || field.width() != 1) {
                throw new InvalidConfigException(
                        "table", "found true, but the observation '" + field.name() + "' is no category");
            }
            states *= (long) field.high() + 1;
        }
        if (states > 1 << 24) {
            throw new InvalidConfigException("table", "found true for " + states + " states, allowed are " + (1 << 24));
        }
        return (int) states;
    }

    /** By how much each one-hot feature adds to a state's number. */
    static float[] places(Space observation) {
        int width = 0;
        for (FieldSpec field : observation.fields()) {
            width += (int) field.high() + 1;
        }
        float[] places = new float[width];
        int at = width;
        int factor = 1;
        for (int i = observation.fields().size() - 1; i >= 0; i--) {
            int classes = (int) observation.fields().get(i).high() + 1;
            at -= classes;
            for (int value = 0; value < classes; value++) {
                places[at + value] = (float) value * factor;
            }
            factor *= classes;
        }
        return places;
    }
}
