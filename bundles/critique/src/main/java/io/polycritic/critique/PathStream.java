package io.polycritic.critique;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.tensor.RandomStream;

/**
 * A world of questions that have a right path to their answer. What is true is known to the world: it assesses paths
 * for evaluators, and plants errors into right ones.
 */
public interface PathStream extends DataStream {
    /** All kinds of errors equally often. */
    double[] EQUALLY = {};

    /** How critiques of the world's paths are written; the same as long as the part lives. */
    NoteGrammar notes();

    /** How many items a split has. */
    long size(Split split);

    /**
     * Fills a batch with given items: {@link Fields#ITEM}, a number by which every stream of the same world knows the
     * item, {@link PathSpace#QUESTION}, {@link PathSpace#REFERENCE} and what else the world's items have, such as a
     * picture.
     *
     * @param batch the batch
     * @param items [B], numbers as {@link Split#item} gives them, or as batches hold them
     */
    void read(Batch batch, long[] items);

    /**
     * Plants errors into an item's right path.
     *
     * @param item the item
     * @param errors how many are wanted, at least 1; there are fewer where so many do not fit, maybe none
     * @param kinds how often each of the {@link NoteGrammar#seen()} is tried, against the others, or {@link #EQUALLY}
     * @param random where choices come from
     * @return the spoiled path
     */
    Planted plant(long item, int errors, double[] kinds, RandomStream random);

    /**
     * Holds a path against what is true.
     *
     * @param item the item
     * @param path its tokens, ends not included
     * @return what there is to say of it
     */
    Assessment assess(long item, int[] path);
}
