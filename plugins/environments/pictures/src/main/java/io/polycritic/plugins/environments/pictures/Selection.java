package io.polycritic.plugins.environments.pictures;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.datasets.Images;
import io.polycritic.datasets.Items;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which pictures of a data set a stream shows, and by which labels. Everything random is a function of the seed.
 *
 * @param perClass training items of each class, the first of a seeded order; 0 for all
 * @param classes the classes that are shown, which become 0, 1, 2 and so on in this order; none for all
 * @param longTail rho, how many times more items the most frequent class has than the rarest; 1 for no change
 * @param tasks the number of parts that a seeded order of the classes is cut into; 1 for one
 * @param task the part whose classes the training split shows, from 0
 * @param labelNoise the share of training items whose label is another class, uniformly drawn
 * @param seed seed of all this
 */
record Selection(int perClass, int[] classes, double longTail, int tasks, int task, double labelNoise, long seed) {
    /**
     * The splits of a training and a test set.
     *
     * @param held how many of each class are held out for validation: the last of the training set
     * @param more how many of each class are besides them: the last of the seeded order, so that those that
     *     {@code perClass} takes are the same for any number
     */
    PictureSet of(Images train, Images test, int held, int more) {
        int[] all = Items.all(train.count());
        int[] validation = Items.lastOfEachClass(train.labels(), all, held);
        return cut(
                train, test, new int[][] {Items.without(all, validation), validation, Items.all(test.count())}, more);
    }

    /** The same where the items of each split are given. */
    PictureSet cut(Images train, Images test, int[][] splits, int more) {
        int[] shown = shown(train.classes());
        int[] trainLabels = relabelled(train.labels(), shown, train.classes());
        int[] testLabels = relabelled(test.labels(), shown, train.classes());
        int[] order = kept(trainLabels, splits[0]);
        random("order").shuffle(order);
        int[] moved = Items.lastOfEachClass(trainLabels, order, more);
        int[] kept = thinned(trainLabels, Items.without(order, moved), shown.length);
        int[] current = tasks > 1 ? ofTask(trainLabels, kept, shown.length) : kept;
        int[] validation = IntStream.concat(
                        Arrays.stream(kept(trainLabels, splits[1])),
                        Arrays.stream(moved).sorted())
                .toArray();
        int[] noisy = labelNoise > 0 ? noisy(trainLabels, kept, shown.length) : trainLabels;
        if (current.length == 0) {
            throw new InvalidConfigException(
                    more > 0 ? "moreValidation" : "classes", "the training split would be empty");
        }
        int[][] items = {current, validation, kept(testLabels, splits[2])};
        return new PictureSet(train, test, items, noisy, testLabels, shown.length);
    }

    private RandomStream random(String name) {
        return RandomStream.of(seed, "pictures", name);
    }

    private int[] shown(int count) {
        if (classes.length == 0) {
            return Items.all(count);
        }
        for (int c : classes) {
            if (c < 0
                    || c >= count
                    || Arrays.stream(classes).filter(other -> other == c).count() > 1) {
                throw new InvalidConfigException(
                        "classes",
                        "found " + Arrays.toString(classes) + ", allowed are different classes from 0 to "
                                + (count - 1));
            }
        }
        return classes;
    }

    private static int[] relabelled(int[] labels, int[] shown, int count) {
        int[] becomes = new int[count];
        Arrays.fill(becomes, -1);
        for (int c = 0; c < shown.length; c++) {
            becomes[shown[c]] = c;
        }
        return Arrays.stream(labels).map(label -> becomes[label]).toArray();
    }

    private static int[] kept(int[] labels, int[] items) {
        return Arrays.stream(items).filter(item -> labels[item] >= 0).toArray();
    }

    /** Fewer items by {@code perClass} and {@code longTail}: class of rank r keeps round(n rho^(-r / (K - 1))). */
    private int[] thinned(int[] labels, int[] order, int count) {
        int[] ranks = Items.all(count);
        random("ranks").shuffle(ranks);
        int[] there = new int[count];
        for (int item : order) {
            there[labels[item]]++;
        }
        int[] counts = new int[count];
        for (int rank = 0; rank < count; rank++) {
            int c = ranks[rank];
            int most = perClass == 0 ? there[c] : Math.min(perClass, there[c]);
            double share = count == 1 ? 1 : Math.pow(longTail, -(double) rank / (count - 1));
            counts[c] = (int) Math.round(most * share);
        }
        int[] chosen = Items.firstOfEachClass(labels, order, counts);
        Arrays.sort(chosen);
        return chosen;
    }

    private int[] ofTask(int[] labels, int[] items, int count) {
        if (tasks > count || task >= tasks) {
            throw new InvalidConfigException(
                    tasks > count ? "tasks" : "task",
                    "found " + (tasks > count ? tasks : task) + ", allowed is at most "
                            + (tasks > count ? count + " for as many classes" : tasks - 1 + " with as many tasks"));
        }
        int[] order = Items.all(count);
        random("tasks").shuffle(order);
        boolean[] current = new boolean[count];
        for (int i = task * count / tasks; i < (task + 1) * count / tasks; i++) {
            current[order[i]] = true;
        }
        return Arrays.stream(items).filter(item -> current[labels[item]]).toArray();
    }

    private int[] noisy(int[] labels, int[] items, int count) {
        if (count < 2) {
            throw new InvalidConfigException("labelNoise", "needs at least two classes");
        }
        int[] changed = labels.clone();
        RandomStream random = random("noise");
        for (int item : items) {
            if (random.nextDouble() < labelNoise) {
                changed[item] = (labels[item] + 1 + random.nextInt(count - 1)) % count;
            }
        }
        return changed;
    }
}
