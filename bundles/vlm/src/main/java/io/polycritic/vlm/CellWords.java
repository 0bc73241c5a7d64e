package io.polycritic.vlm;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Indexing;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.nn.Distributions;

/**
 * The lesson in which an encoder, and the map from it into the space of tokens, learn the words for what is in each
 * cell. It stands for the alignment of a large model's encoder with its words (Liu et al., "Visual instruction tuning",
 * 2023, section 4.2, stage 1), without which comparing what is said with what is seen is hard to learn.
 */
public final class CellWords {
    /** The field of labels: [S, A], a token for each of A attributes, -1 for none. */
    public static final String CELLS = "cells";

    /** Keeps true words out of a comparison and out of a sum of exponentials. */
    private static final float OUT = -1e4f;

    private CellWords() {}

    /**
     * The sum over attributes of the mean cross-entropy of the cells that have a label, each against the words that are
     * not true of the cell: a cell's words do not compete with each other.
     *
     * @param scores [B, S, V] as {@link TinyVlm#words} gives them
     * @param labels [B, S, A]
     * @return a scalar
     */
    public static Node loss(Node scores, Node labels) {
        Node sum = null;
        for (int attribute = 0; attribute < labels.shape().length(2); attribute++) {
            Node label = label(labels, attribute);
            Node log = Distributions.categoricalLogProbability(rivals(scores, labels, attribute), label);
            Node loss = Elementwise.negate(Elementwise.divide(Reduce.sum(log), counted(label)));
            sum = sum == null ? loss : Elementwise.add(sum, loss);
        }
        return sum;
    }

    /**
     * The share of the cells with a label of an attribute whose word scores above all that are not true of the cell.
     *
     * @param scores [B, S, V]
     * @param labels [B, S, A]
     * @param attribute which one, below A
     * @return a scalar
     */
    public static Node accuracy(Node scores, Node labels, int attribute) {
        Node label = label(labels, attribute);
        Node said = Indexing.argMax(rivals(scores, labels, attribute));
        Node right = same(Shaping.reshape(said, label.shape().toArray()), label);
        return Elementwise.divide(Reduce.sum(right), counted(label));
    }

    /** The scores without those of the cell's words for other attributes. */
    private static Node rivals(Node scores, Node labels, int attribute) {
        Node rivals = scores;
        for (int other = 0; other < labels.shape().length(2); other++) {
            if (other != attribute) {
                rivals = Elementwise.add(rivals, Elementwise.scale(marked(scores, labels, other), OUT));
            }
        }
        return rivals;
    }

    /** 1 for the word that is an attribute's label, 0 for all others: [B, S, V]. */
    private static Node marked(Node scores, Node labels, int attribute) {
        int vocabulary = scores.shape().length(2);
        float[] words = new float[vocabulary];
        for (int word = 0; word < vocabulary; word++) {
            words[word] = word;
        }
        Node label = Shaping.slice(labels, 2, attribute, attribute + 1);
        return same(Graphs.constant(words, vocabulary), label);
    }

    /** 1 where two whole numbers are equal, else 0. */
    private static Node same(Node x, Node y) {
        return Elementwise.greater(Graphs.constant(0.5f), Elementwise.abs(Elementwise.subtract(x, y)));
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
