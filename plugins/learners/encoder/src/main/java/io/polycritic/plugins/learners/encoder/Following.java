package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.learner.EncodingLearner;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.contrastive.ContrastiveFields;

/**
 * An encoder that follows the trained one, and a queue of its newest embeddings, the oldest of which are replaced (He
 * et al., "Momentum contrast for unsupervised visual representation learning", arXiv 1911.05722, section 3.2). The
 * queue begins with random directions.
 */
final class Following {
    private final Parameters followed;
    private final Parameters parameters;
    private final float keeps;
    private final int width;
    private final float[] queue;
    private float[] keys = new float[0];
    private int oldest;

    Following(Networks networks, double keeps, int queued, RandomStream random) {
        this.followed = networks.parameters();
        this.parameters = networks.copy("following");
        this.keeps = (float) keeps;
        this.width = networks.width(EncodingLearner.Layer.EMBEDDING);
        this.queue = new float[queued * width];
        random.gaussians(queue, 0, queue.length);
        for (int row = 0; row < queued; row++) {
            double square = 0;
            for (int i = 0; i < width; i++) {
                square += queue[row * width + i] * queue[row * width + i];
            }
            for (int i = 0; i < width; i++) {
                queue[row * width + i] /= (float) Math.sqrt(square);
            }
        }
    }

    Parameters parameters() {
        return parameters;
    }

    int queued() {
        return queue.length / width;
    }

    float[] queue() {
        return queue;
    }

    /** Takes in the keys of the first view of a batch, of several views, that a program has made. */
    void enqueue(Program program, int views, int items) {
        if (keys.length != views * items * width) {
            keys = new float[views * items * width];
        }
        program.get(ContrastiveFields.KEYS, keys, 0);
        for (int item = 0; item < items; item++) {
            System.arraycopy(keys, item * width, queue, oldest * width, width);
            oldest = (oldest + 1) % queued();
        }
    }

    /** Follows the trained encoder, after its step. */
    void follow() {
        float[] mine = parameters.values();
        float[] other = followed.values();
        float rest = 1 - keeps;
        for (int i = 0; i < mine.length; i++) {
            mine[i] = keeps * mine[i] + rest * other[i];
        }
    }

    void save(StateWriter out) {
        out.put(parameters);
        out.put("queue", queue);
        out.put("oldest", oldest);
    }

    /** A following encoder that is not carried whole begins as a copy. */
    void load(StateReader in) {
        if (!in.read(parameters)) {
            System.arraycopy(followed.values(), 0, parameters.values(), 0, parameters.size());
        }
        long[] saved = new long[1];
        if (in.read("queue", queue) && in.read("oldest", saved)) {
            oldest = (int) saved[0];
        }
    }
}
