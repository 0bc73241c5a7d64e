package io.polycritic.preference;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;

/**
 * Sets of responses in a batch of leading axes [G, K].
 *
 * @param sets G
 * @param size K
 */
public record ResponseSets(int sets, int size) {
    /**
     * The sets of a batch.
     *
     * @param batch of leading axes [G, K]
     * @param path whose fault it is if it has others
     * @return G and K
     * @throws PolycriticException if the batch has other axes or sets of one response, which cannot be compared
     */
    public static ResponseSets of(Batch batch, String path) {
        int rank = batch.leading().rank();
        int size = rank == 2 ? batch.leading().length(1) : 1;
        if (size < 2) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    path,
                    "needs K >= 2 responses to a prompt, in a batch of leading axes [G, K]; the batch has "
                            + batch.leading());
        }
        return new ResponseSets(batch.leading().length(0), size);
    }

    /**
     * Counts the responses.
     *
     * @return G K
     */
    public int responses() {
        return sets * size;
    }

    /**
     * Counts the scores of all ordered pairs, each response with itself included.
     *
     * @return G K K
     */
    public int pairs() {
        return sets * size * size;
    }

    /**
     * The mean score of each response against its set, from the skew-symmetric part of the scores, (s(i, j) - s(j, i))
     * / 2. So the means of a set have the sum 0.
     *
     * @param scores [G, K, K]
     * @param means [G, K], written to
     */
    public void means(float[] scores, float[] means) {
        for (int set = 0; set < sets; set++) {
            int from = set * size * size;
            for (int i = 0; i < size; i++) {
                double sum = 0;
                for (int j = 0; j < size; j++) {
                    sum += (double) scores[from + i * size + j] - scores[from + j * size + i];
                }
                means[set * size + i] = (float) (sum / (2 * size));
            }
        }
    }
}
