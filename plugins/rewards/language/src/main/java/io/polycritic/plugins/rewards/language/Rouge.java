package io.polycritic.plugins.rewards.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ROUGE (Lin, "ROUGE: a package for automatic evaluation of summaries", 2004, sections 2 and 3) as F1 scores: overlap
 * of n-grams, counted as often as both texts have them, and the longest common subsequence.
 */
final class Rouge {
    private Rouge() {}

    /** The mean of ROUGE-1, ROUGE-2 and ROUGE-L. */
    static double mean(int[] text, int[] reference) {
        return (grams(text, reference, 1) + grams(text, reference, 2) + longest(text, reference)) / 3;
    }

    /** ROUGE-n: 0 where a text has no n-gram. */
    static double grams(int[] text, int[] reference, int n) {
        Map<List<Integer>, Integer> left = new HashMap<>();
        for (int i = 0; i + n <= reference.length; i++) {
            left.merge(gram(reference, i, n), 1, Integer::sum);
        }
        int common = 0;
        for (int i = 0; i + n <= text.length; i++) {
            List<Integer> gram = gram(text, i, n);
            int count = left.getOrDefault(gram, 0);
            if (count > 0) {
                left.put(gram, count - 1);
                common++;
            }
        }
        return f1(common, Math.max(0, text.length - n + 1), Math.max(0, reference.length - n + 1));
    }

    private static List<Integer> gram(int[] text, int at, int n) {
        return java.util.Arrays.stream(text, at, at + n).boxed().toList();
    }

    /** ROUGE-L. */
    static double longest(int[] text, int[] reference) {
        int[] before = new int[reference.length + 1];
        for (int token : text) {
            int[] now = new int[reference.length + 1];
            for (int j = 0; j < reference.length; j++) {
                now[j + 1] = token == reference[j] ? before[j] + 1 : Math.max(before[j + 1], now[j]);
            }
            before = now;
        }
        return f1(before[reference.length], text.length, reference.length);
    }

    private static double f1(int common, int mine, int theirs) {
        return common == 0 ? 0 : 2.0 * common / (mine + theirs);
    }
}
