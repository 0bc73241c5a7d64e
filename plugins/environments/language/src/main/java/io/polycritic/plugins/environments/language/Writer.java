package io.polycritic.plugins.environments.language;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.language.TextSpace;
import java.util.Arrays;

/**
 * Who wrote the summaries that are to be learned: forgets what matters, likes the post's beginning, adds what nobody
 * needs, and gets values wrong, so that imitation has a ceiling.
 */
final class Writer {
    /** The most facts of a summary. */
    static final int MOST_FACTS = 6;

    private static final double KEEPS = 0.65;
    private static final double LEADS = 0.6;
    private static final double ADDS = 0.25;
    private static final double ERRS = 0.05;

    private Writer() {}

    /**
     * Writes a summary.
     *
     * @param post the post
     * @param random draws
     * @param responses written to
     * @param at the index of the first token
     * @param length of a response, the rest is padding
     */
    static void write(Post post, RandomStream random, float[] responses, int at, int length) {
        boolean[] told = new boolean[post.facts()];
        for (int i = 0; i < told.length; i++) {
            told[i] = post.isSalient(i) && random.nextDouble() < KEEPS;
        }
        told[0] |= random.nextDouble() < LEADS;
        if (random.nextDouble() < ADDS) {
            add(post, told, random);
        }
        Arrays.fill(responses, at, at + length, TextSpace.PAD);
        int next = at;
        for (int i = 0; i < told.length; i++) {
            if (told[i]) {
                boolean errs = random.nextDouble() < ERRS;
                responses[next++] = post.keys()[i];
                responses[next++] = errs ? Symbols.value(random.nextInt(Symbols.VALUES)) : post.values()[i];
            }
        }
        responses[next] = TextSpace.END;
    }

    /** Tells one more fact that does not matter, if there is one left. */
    private static void add(Post post, boolean[] told, RandomStream random) {
        int left = 0;
        for (int i = 0; i < told.length; i++) {
            left += !told[i] && !post.isSalient(i) ? 1 : 0;
        }
        int chosen = random.nextInt(Math.max(1, left));
        for (int i = 0; i < told.length; i++) {
            if (!told[i] && !post.isSalient(i) && chosen-- == 0) {
                told[i] = true;
            }
        }
    }
}
