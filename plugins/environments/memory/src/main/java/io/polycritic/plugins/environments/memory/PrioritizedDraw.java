package io.polycritic.plugins.environments.memory;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.rl.Transitions;

/**
 * Rows are drawn in proportion to p^alpha with p = error + epsilon, one from each of B equal shares of the sum (Schaul,
 * Quan, Antonoglou and Silver, "Prioritized experience replay", 2016, equation 1 and algorithm 1). A new row has the
 * greatest p so far. A row counts w = (N P)^-beta in the loss, divided by the greatest w of the batch (section 3.4),
 * with beta growing in a line to 1.
 */
final class PrioritizedDraw implements Draw {
    private static final FieldSpec IMPORTANCE = FieldSpec.numbers(Transitions.IMPORTANCE);

    private final Rule rule;
    private final RandomStream random;
    private final SumTree tree;
    private double greatest = 1;
    private long draws;

    /** The constants; beta grows from its first value to 1 within so many draws. */
    record Rule(double alpha, double beta, long betaDraws, double epsilon) {
        double beta(long draws) {
            return betaDraws == 0 ? 1 : Math.min(1, beta + (1 - beta) * draws / betaDraws);
        }
    }

    PrioritizedDraw(Rule rule, int capacity, RandomStream random) {
        this.rule = rule;
        this.random = random;
        this.tree = new SumTree(capacity);
    }

    @Override
    public void clear() {
        tree.clear();
    }

    @Override
    public void written(int position) {
        tree.set(position, Math.pow(greatest, rule.alpha));
    }

    @Override
    public void draw(int size, int[] positions, Batch batch) {
        float[] importance = batch.put(IMPORTANCE);
        double beta = rule.beta(draws++);
        double share = tree.total() / positions.length;
        double most = 0;
        for (int i = 0; i < positions.length; i++) {
            positions[i] = tree.find((i + random.nextDouble()) * share);
            double probability = tree.get(positions[i]) / tree.total();
            double weight = Math.pow(size * probability, -beta);
            importance[i] = (float) weight;
            most = Math.max(most, weight);
        }
        float factor = (float) (1 / most);
        for (int i = 0; i < positions.length; i++) {
            importance[i] *= factor;
        }
    }

    @Override
    public boolean usesErrors() {
        return true;
    }

    @Override
    public void learned(int[] positions, float[] errors) {
        for (int i = 0; i < positions.length; i++) {
            double priority = errors[i] + rule.epsilon;
            greatest = Math.max(greatest, priority);
            tree.set(positions[i], Math.pow(priority, rule.alpha));
        }
    }

    @Override
    public void save(StateWriter out, int size) {
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = tree.get(i);
        }
        out.put("weights", weights);
        out.put("greatest", new double[] {greatest});
        out.put("draws", draws);
    }

    /** Rows that another kind of draw has kept begin with the greatest priority. */
    @Override
    public void load(StateReader in, int size) {
        double[] found = {greatest};
        in.read("greatest", found);
        greatest = found[0];
        long[] made = {draws};
        in.read("draws", made);
        draws = made[0];
        double[] weights = new double[size];
        boolean there = in.read("weights", weights);
        tree.clear();
        for (int i = 0; i < size; i++) {
            tree.set(i, there ? weights[i] : Math.pow(greatest, rule.alpha));
        }
    }
}
