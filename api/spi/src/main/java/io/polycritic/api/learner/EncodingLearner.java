package io.polycritic.api.learner;

import io.polycritic.api.experience.FieldSpec;
import org.osgi.annotation.versioning.ConsumerType;

/** A learner whose result is a representation: evaluators probe its frozen encoder. */
@ConsumerType
public interface EncodingLearner extends Learner {
    /**
     * What is encoded.
     *
     * @return a field of the environment's observation space
     */
    FieldSpec input();

    /**
     * Counts the numbers of a representation.
     *
     * @param layer where it is taken
     * @return its width
     */
    int width(Layer layer);

    /**
     * Makes an encoder that uses the learner's present parameters.
     *
     * @param rows how many inputs it encodes at once
     * @param view which view the inputs are, from 0; matters where views have encoders of their own
     * @param layer where the representation is taken
     * @return the encoder; the caller closes it
     */
    Encoder encoder(int rows, int view, Layer layer);

    /** Where a representation is taken. */
    enum Layer {
        /** Behind the encoder: h, what other tasks use. */
        FEATURES,
        /** Behind the projector: z, what critics compare, not normalised. */
        EMBEDDING
    }

    /** Encodes a fixed number of rows. */
    @ConsumerType
    interface Encoder extends AutoCloseable {
        /**
         * Encodes.
         *
         * @param inputs the numbers of {@link EncodingLearner#input}, row by row
         * @param offset where the first row begins
         * @param representations [rows, width], written to
         */
        void encode(float[] inputs, int offset, float[] representations);

        @Override
        void close();
    }
}
