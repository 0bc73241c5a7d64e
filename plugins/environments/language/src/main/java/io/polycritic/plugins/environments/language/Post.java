package io.polycritic.plugins.environments.language;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.language.TextSpace;

/**
 * A post: facts of a key and a value each, in an order, of which some matter.
 *
 * @param markers what each fact is marked with
 * @param keys their keys, all different
 * @param values their values
 */
record Post(int[] markers, int[] keys, int[] values) {
    private static final double DOUBTFUL = 0.3;

    /** Draws a post. */
    static Post draw(Domain domain, RandomStream random) {
        int facts = domain.facts();
        int[] order = new int[Symbols.KEYS];
        int[] places = new int[facts];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = 0; i < facts; i++) {
            places[i] = i;
        }
        random.shuffle(order);
        random.shuffle(places);
        int[] markers = new int[facts];
        int[] keys = new int[facts];
        int[] values = new int[facts];
        for (int i = 0; i < facts; i++) {
            boolean salient = places[i] < domain.salient();
            boolean doubtful = random.nextDouble() < DOUBTFUL;
            markers[i] = salient ? Symbols.SALIENT : doubtful ? Symbols.DOUBTFUL : Symbols.PLAIN;
            keys[i] = Symbols.key(order[i]);
            values[i] = Symbols.value(random.nextInt(Symbols.VALUES));
        }
        return new Post(markers, keys, values);
    }

    /** Reads a post that {@link #write} wrote. */
    static Post read(float[] prompts, int at, int length) {
        int facts = (length - 2) / 3;
        Post post = new Post(new int[facts], new int[facts], new int[facts]);
        for (int i = 0; i < facts; i++) {
            post.markers[i] = (int) prompts[at + 1 + 3 * i];
            post.keys[i] = (int) prompts[at + 2 + 3 * i];
            post.values[i] = (int) prompts[at + 3 + 3 * i];
        }
        return post;
    }

    /** Writes the post as a prompt. */
    void write(float[] prompts, int at) {
        prompts[at] = TextSpace.BEGIN;
        for (int i = 0; i < facts(); i++) {
            prompts[at + 1 + 3 * i] = markers[i];
            prompts[at + 2 + 3 * i] = keys[i];
            prompts[at + 3 + 3 * i] = values[i];
        }
        prompts[at + 1 + 3 * facts()] = TextSpace.SEPARATOR;
    }

    int facts() {
        return keys.length;
    }

    boolean isSalient(int fact) {
        return markers[fact] == Symbols.SALIENT;
    }

    int countSalient() {
        int count = 0;
        for (int marker : markers) {
            count += marker == Symbols.SALIENT ? 1 : 0;
        }
        return count;
    }

    /** The fact of a key, or -1. */
    int find(int key) {
        for (int i = 0; i < facts(); i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }
}
