package io.polycritic.vlm;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Dense;
import io.polycritic.nn.Distributions;
import io.polycritic.nn.Initializers;

/**
 * Linear heads on an encoder that say what is in each cell, one for each attribute.
 *
 * @param inputs the numbers of a cell's vector
 * @param attributes how many attributes there are
 * @param values how many values each has at most
 */
public record AttributeHeads(int inputs, int attributes, int values) {
    /** The field of labels: [S, attributes], -1 for none. */
    public static final String CELLS = "cells";

    /** The heads for the labels that an environment yields; none if it has no such labels. */
    public static AttributeHeads of(int inputs, Space rows) {
        if (!rows.has(CELLS)) {
            return new AttributeHeads(inputs, 0, 0);
        }
        FieldSpec cells = rows.field(CELLS);
        return new AttributeHeads(inputs, cells.shape().length(-1), (int) cells.high() + 1);
    }

    private Dense head(int attribute) {
        return Dense.of("attribute" + attribute, inputs, values);
    }

    void addTo(Parameters.Builder builder, RandomStream random) {
        for (int attribute = 0; attribute < attributes; attribute++) {
            head(attribute).addTo(builder, Initializers.gaussian(random, 1 / Math.sqrt(inputs)));
        }
    }

    /** Scores [B, S, n] of an attribute's values from cells [B, S, i]. */
    public Node scores(Parameters parameters, Node cells, int attribute) {
        return head(attribute).apply(parameters, cells);
    }

    /**
     * The sum over attributes of the mean cross-entropy of the cells that have a label.
     *
     * @param parameters the vector
     * @param cells [B, S, i]
     * @param labels [B, S, attributes]; -1 for none
     * @return a scalar
     */
    public Node loss(Parameters parameters, Node cells, Node labels) {
        Node sum = null;
        for (int attribute = 0; attribute < attributes; attribute++) {
            Node label = label(labels, attribute);
            Node log = Distributions.categoricalLogProbability(scores(parameters, cells, attribute), label);
            Node loss = Elementwise.negate(Elementwise.divide(Reduce.sum(log), counted(label)));
            sum = sum == null ? loss : Elementwise.add(sum, loss);
        }
        return sum;
    }

    /** The share of the cells with a label of an attribute that its head says right, a scalar. */
    public Node accuracy(Parameters parameters, Node cells, Node labels, int attribute) {
        Node label = label(labels, attribute);
        Node said = Indexing.argMax(scores(parameters, cells, attribute));
        Node distance = Elementwise.abs(
                Elementwise.subtract(Shaping.reshape(said, label.shape().toArray()), label));
        Node same = Elementwise.greater(Graphs.constant(0.5f), distance);
        return Elementwise.divide(Reduce.sum(same), counted(label));
    }

    private static Node label(Node labels, int attribute) {
        Node one = Shaping.slice(labels, 2, attribute, attribute + 1);
        return Shaping.reshape(one, one.shape().length(0), one.shape().length(1));
    }

    private static Node counted(Node label) {
        Node given = Elementwise.greaterEqual(label, Graphs.constant(0f));
        return Elementwise.maximum(Reduce.sum(given), Graphs.constant(1f));
    }
}
