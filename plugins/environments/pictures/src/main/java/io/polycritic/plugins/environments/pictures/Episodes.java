package io.polycritic.plugins.environments.pictures;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.datasets.Items;
import java.util.Arrays;

/**
 * Few-shot episodes (Vinyals et al., "Matching networks for one shot learning", 2016, section 4): each batch is one, of
 * {@code way} different classes with {@code shot} items to learn from and {@code query} items to be told.
 *
 * @param way classes of an episode; 0 for no episodes
 * @param shot items of each class to learn from
 * @param query items of each class to be told
 */
record Episodes(int way, int shot, int query) {
    boolean wanted() {
        return way > 0;
    }

    int size() {
        return way * (shot + query);
    }

    /** Checks that there are enough classes and items. */
    void check(int[] labels, int[] items, int classes) {
        if (way > classes) {
            throw new InvalidConfigException("way", "found " + way + ", allowed is at most " + classes + " classes");
        }
        for (int c = 0; c < classes; c++) {
            int wanted = c;
            long there = Arrays.stream(items).filter(i -> labels[i] == wanted).count();
            if (there < shot + query) {
                throw new InvalidConfigException(
                        "query",
                        "episodes need " + (shot + query) + " items of each class, class " + c + " has " + there);
            }
        }
    }

    /**
     * Draws an episode: first the items to learn from, class by class, then those to be told.
     *
     * @param batch [way (shot + query)], written to
     * @param episodeLabels the class of each within the episode, written to
     */
    void draw(int[] labels, int[] items, int classes, RandomStream random, int[] batch, int[] episodeLabels) {
        int[] order = Items.all(classes);
        random.shuffle(order);
        int each = shot + query;
        for (int k = 0; k < way; k++) {
            int wanted = order[k];
            int[] members =
                    Arrays.stream(items).filter(i -> labels[i] == wanted).toArray();
            random.shuffle(members);
            for (int j = 0; j < each; j++) {
                int at = j < shot ? k * shot + j : way * shot + k * query + j - shot;
                batch[at] = members[j];
                episodeLabels[at] = k;
            }
        }
    }
}
