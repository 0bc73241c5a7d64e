package io.polycritic.plugins.environments.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.rl.Transitions;
import org.junit.jupiter.api.Test;

class PrioritizedDrawTest {
    private final RandomStream random = RandomStream.of(1, "test", "draw");

    @Test
    void aSumTreeFindsWhatALoopFinds() {
        int size = 37;
        SumTree tree = new SumTree(size);
        double[] weights = new double[size];
        for (int round = 0; round < 200; round++) {
            int leaf = random.nextInt(size);
            weights[leaf] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
            tree.set(leaf, weights[leaf]);
            double total = 0;
            for (double weight : weights) {
                total += weight;
            }
            assertEquals(total, tree.total(), 1e-12);
            if (total == 0) {
                continue;
            }
            double number = random.nextDouble() * total;
            int found = tree.find(number);
            double before = 0;
            for (int i = 0; i < found; i++) {
                before += weights[i];
            }
            assertTrue(number >= before - 1e-12 && number <= before + weights[found] + 1e-12);
            assertTrue(weights[tree.find(total)] > 0, "the very end belongs to the last weight");
        }
    }

    private static PrioritizedDraw draw(double alpha, double beta, RandomStream random) {
        return new PrioritizedDraw(new PrioritizedDraw.Rule(alpha, beta, 10, 0), 4, random);
    }

    private static PrioritizedDraw filled(double alpha, double beta, RandomStream random) {
        PrioritizedDraw draw = draw(alpha, beta, random);
        for (int i = 0; i < 4; i++) {
            draw.written(i);
        }
        draw.learned(new int[] {0, 1, 2, 3}, new float[] {1, 2, 3, 4});
        return draw;
    }

    /** P(i) = p_i^alpha / sum, equation 1 of the paper. */
    @Test
    void rowsAreDrawnInProportionToTheirErrors() {
        for (double alpha : new double[] {0, 0.5, 1}) {
            PrioritizedDraw draw = filled(alpha, 1, random);
            int[] positions = new int[40000];
            draw.draw(4, positions, new Batch(Shape.of(positions.length)));
            double[] shares = new double[4];
            double total = 0;
            for (int i = 0; i < 4; i++) {
                total += Math.pow(i + 1, alpha);
            }
            for (int position : positions) {
                shares[position] += 1.0 / positions.length;
            }
            for (int i = 0; i < 4; i++) {
                assertEquals(Math.pow(i + 1, alpha) / total, shares[i], 1e-4, "alpha " + alpha + ", row " + i);
            }
        }
    }

    /** w_i = (N P(i))^-beta / max w, section 3.4; with beta 1 the weighted draw is a uniform one. */
    @Test
    void importanceUndoesTheBias() {
        PrioritizedDraw draw = filled(1, 1, random);
        int[] positions = new int[1000];
        Batch batch = new Batch(Shape.of(positions.length));
        draw.draw(4, positions, batch);
        float[] importance = batch.numbers(Transitions.IMPORTANCE);
        double[] mass = new double[4];
        for (int i = 0; i < positions.length; i++) {
            assertEquals(1.0 / (positions[i] + 1), importance[i], 1e-6);
            mass[positions[i]] += importance[i];
        }
        for (int i = 1; i < 4; i++) {
            assertEquals(mass[0], mass[i], 1.5, "row " + i);
        }
    }

    /** beta goes from 0 to 1 within ten draws. */
    @Test
    void importanceGrows() {
        PrioritizedDraw draw = filled(1, 0, random);
        for (int made = 0; made < 12; made++) {
            int[] positions = new int[1000];
            Batch batch = new Batch(Shape.of(positions.length));
            draw.draw(4, positions, batch);
            double beta = Math.min(1, made / 10.0);
            for (int i = 0; i < positions.length; i++) {
                double expected = Math.pow(1.0 / (positions[i] + 1), beta);
                assertEquals(expected, batch.numbers(Transitions.IMPORTANCE)[i], 1e-6);
            }
        }
    }

    @Test
    void newRowsHaveTheGreatestErrorSoFar() {
        PrioritizedDraw draw = filled(1, 1, random);
        draw.written(0);
        int[] positions = new int[12000];
        draw.draw(4, positions, new Batch(Shape.of(positions.length)));
        int first = 0;
        for (int position : positions) {
            first += position == 0 ? 1 : 0;
        }
        assertEquals(4.0 / 13, first / 12000.0, 1e-3);
    }
}
