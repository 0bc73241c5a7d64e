package io.polycritic.plugins.learners.language;

import io.polycritic.api.experience.Batch;
import io.polycritic.plugins.learners.language.Gpo.Pick;
import io.polycritic.plugins.learners.language.Gpo.Target;
import io.polycritic.preference.PreferenceModel;
import io.polycritic.preference.ResponseSets;

/**
 * How responses of a set compare with it. In the mean over a set that is 0: s(y) is the mean over k of s(y, y_k), or of
 * P(y > y_k) - 1/2.
 */
final class Comparing {
    private final Target target;
    private final Pick pick;
    private final ResponseSets sets;
    private final float[] pairs;
    private final float[] means;
    private final int[] picked;

    Comparing(Target target, Pick pick, ResponseSets sets) {
        this.target = target;
        this.pick = pick;
        this.sets = sets;
        this.pairs = new float[sets.pairs()];
        this.means = new float[sets.responses()];
        this.picked = new int[pick == Pick.ALL ? sets.responses() : 2 * sets.sets()];
    }

    /** How many responses are picked. */
    int count() {
        return picked.length;
    }

    /** Compares. */
    void compare(PreferenceModel model, Batch responses) {
        switch (target) {
            case SCORE -> model.scores(responses, pairs);
            case PROBABILITY -> model.probabilities(responses, pairs);
        }
        // Half the difference of both directions: P(i > j) - 1/2 where these are probabilities.
        sets.means(pairs, means);
        for (int i = 0; i < picked.length; i++) {
            picked[i] = i;
        }
        if (pick == Pick.EXTREMES) {
            for (int set = 0; set < sets.sets(); set++) {
                extremes(set);
            }
        }
    }

    private void extremes(int set) {
        int best = set * sets.size();
        int worst = best;
        for (int i = best; i < (set + 1) * sets.size(); i++) {
            best = means[i] > means[best] ? i : best;
            worst = means[i] <= means[worst] ? i : worst;
        }
        picked[2 * set] = best;
        picked[2 * set + 1] = worst;
    }

    /** The places of the picked responses, the same array each time. */
    int[] picked() {
        return picked;
    }

    /** How each response compares, [G, K], the same array each time. */
    float[] means() {
        return means;
    }
}
