package io.polycritic.plugins.environments.language;

import io.polycritic.language.TextSpace;

/**
 * How good a summary really is. A summary is read as pairs of a key and a value up to the end token; a token that
 * begins no such pair is malformed; a key that was told before makes a duplicate, whatever its value.
 *
 * @param salient facts of the post that matter
 * @param facts pairs that are no duplicates
 * @param covered of them, those that matter and are right
 * @param wrong of them, those whose value or key is not the post's
 * @param needless of them, those that are right and do not matter
 * @param duplicates pairs whose key was told before
 * @param malformed tokens that are part of no pair
 * @param ordered whether facts of the post come in its order
 * @param ended whether the end was told
 */
record Quality(
        int salient,
        int facts,
        int covered,
        int wrong,
        int needless,
        int duplicates,
        int malformed,
        boolean ordered,
        boolean ended) {
    private static final double WRONG = 0.4;
    private static final double NEEDLESS = 0.15;
    private static final double BLEMISH = 0.2;

    /** Reads a summary. */
    static Quality of(Post post, float[] responses, int at, int length) {
        int said = TextSpace.length(responses, at, length);
        boolean[] told = new boolean[Symbols.VOCABULARY];
        int facts = 0;
        int covered = 0;
        int wrong = 0;
        int needless = 0;
        int duplicates = 0;
        int malformed = 0;
        int latest = -1;
        boolean ordered = true;
        int i = 0;
        while (i < said && responses[at + i] != TextSpace.END) {
            int key = (int) responses[at + i];
            boolean pair = Symbols.isKey(key) && i + 1 < said && Symbols.isValue((int) responses[at + i + 1]);
            if (!pair) {
                malformed++;
                i++;
                continue;
            }
            int value = (int) responses[at + i + 1];
            i += 2;
            if (told[key]) {
                duplicates++;
                continue;
            }
            told[key] = true;
            facts++;
            int fact = post.find(key);
            ordered &= fact < 0 || fact > latest;
            latest = Math.max(latest, fact);
            if (fact < 0 || post.values()[fact] != value) {
                wrong++;
            } else if (post.isSalient(fact)) {
                covered++;
            } else {
                needless++;
            }
        }
        boolean ended = i < said;
        return new Quality(post.countSalient(), facts, covered, wrong, needless, duplicates, malformed, ordered, ended);
    }

    /** At most 1: what matters is covered, less what is wrong, needless, told twice, malformed or without an end. */
    double score() {
        return coverage() - WRONG * wrong - NEEDLESS * needless - BLEMISH * (duplicates + malformed + (ended ? 0 : 1));
    }

    /** The share of what matters that is told right. */
    double coverage() {
        return (double) covered / salient;
    }

    /** The share of facts that are right; 1 without facts. */
    double correctness() {
        return facts == 0 ? 1 : 1 - (double) wrong / facts;
    }

    /** The share of facts that are not needless; 1 without facts. */
    double brevity() {
        return facts == 0 ? 1 : 1 - (double) needless / facts;
    }

    /** 1 for a summary of whole pairs, none told twice, that ends; a blemish takes a fifth. */
    double form() {
        return Math.max(0, 1 - BLEMISH * (duplicates + malformed + (ended ? 0 : 1)));
    }
}
