package io.polycritic.plugins.learners.bandit;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.nn.RowLayout;
import io.polycritic.rl.FeatureMap;
import io.polycritic.rl.RowSets;

/** argmax over present rows of a model's upper bound; inputs are the scaled numbers of a row, and 1. */
final class UpperBound implements RowRule {
    private final RidgeModel model;
    private final double alpha;
    private final Rows rows;
    private final RowLayout layout;
    private final FeatureMap map;
    private final float[] features;
    private final double[] x;

    UpperBound(RidgeModel model, EnvironmentSpec world, double alpha) {
        this.model = model;
        this.alpha = alpha;
        this.rows = Rows.of(world, "lin-ucb");
        this.layout = RowSets.layout(world.observation(), 0);
        this.map = new FeatureMap(world.observation(), 0);
        this.features = new float[map.width()];
        this.x = new double[inputs(world)];
    }

    /** Counts a model's inputs. */
    static int inputs(EnvironmentSpec world) {
        return RowSets.layout(world.observation(), 0).width() + 1;
    }

    /** The model's input for a row; the array is used again. */
    double[] input(float[] observations, int o, int row) {
        map.write(observations, o, observations, 0, features, 0);
        return input(row);
    }

    private double[] input(int row) {
        int to = 0;
        for (int b = 0; b < layout.blocks().size(); b++) {
            RowLayout.Block block = layout.blocks().get(b);
            for (int i = 0; i < block.width(); i++) {
                x[to++] = features[block.offset() + row * block.width() + i];
            }
        }
        x[to] = 1;
        return x;
    }

    @Override
    public int choose(float[] observations, int o, float[] preferences, int w) {
        map.write(observations, o, observations, 0, features, 0);
        int best = -1;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows.count(); row++) {
            if (rows.present(observations, o, row)) {
                double bound = model.bound(input(row), preferences, w, alpha);
                if (best < 0 || bound > greatest) {
                    best = row;
                    greatest = bound;
                }
            }
        }
        return best;
    }
}
