package io.polycritic.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.Gene;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.tensor.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Nsga2Test {
    private static final double[] REFERENCE = {1.1, 1.1};

    /** The part of [0, 1.1]^2 above f2 = 1 - sqrt(f1): 0.1 + 2/3 up to f1 = 1, and a strip of 0.1 * 1.1 after it. */
    private static final double TRUE_FRONT = 0.1 + 2.0 / 3 + 0.11;

    private int evaluations;

    /** Zitzler, Deb and Thiele, "Comparison of multiobjective evolutionary algorithms" (2000), function 1. */
    private List<double[]> zdt1(List<double[]> genomes) {
        List<double[]> points = new ArrayList<>();
        for (double[] x : genomes) {
            double sum = 0;
            for (int i = 1; i < x.length; i++) {
                sum += x[i];
            }
            double g = 1 + 9 * sum / (x.length - 1);
            points.add(new double[] {x[0], g * (1 - Math.sqrt(x[0] / g))});
            evaluations++;
        }
        return points;
    }

    private static List<double[]> draw(SearchSpace space, int count, RandomStream random) {
        List<double[]> genomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            genomes.add(space.random(random));
        }
        return genomes;
    }

    @Test
    void reachesTheFrontOfZdt1InTenThousandEvaluations() {
        List<Gene> genes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            genes.add(Gene.real("x" + i, 0, 1));
        }
        SearchSpace space = new SearchSpace(genes);
        RandomStream random = RandomStream.of(1, "test", "zdt1");
        List<double[]> first = draw(space, 100, random);
        double before = Hypervolume.of(zdt1(first).toArray(double[][]::new), REFERENCE);
        evaluations = 0;
        Nsga2.Population last = new Nsga2(new GeneVariation(space, 0.9, 15)).run(first, this::zdt1, 99, random);
        double volume = Hypervolume.of(last.points().toArray(double[][]::new), REFERENCE);
        assertEquals(10_000, evaluations);
        assertTrue(volume >= 0.95 * TRUE_FRONT && volume <= TRUE_FRONT, volume + " of " + TRUE_FRONT);
        assertTrue(before < 0.1 * TRUE_FRONT, "random points alone: " + before);
    }

    /** Bits that count for one objective or the other: the front is every split of all 20 ones. */
    @Test
    void findsTheFrontOverLevels() {
        List<Gene> genes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            genes.add(Gene.levels("level" + i, 3));
        }
        SearchSpace space = new SearchSpace(genes);
        RandomStream random = RandomStream.of(1, "test", "levels");
        Nsga2.Population last = new Nsga2(new GeneVariation(space, 0.9, 15))
                .run(draw(space, 60, random), Nsga2Test::splits, 80, random);
        long best = last.points().stream().filter(p -> p[0] + p[1] == -20).count();
        assertTrue(best >= 55, best + " of 60 on the front");
        long ends = last.points().stream().filter(p -> p[0] == 0 || p[1] == 0).count();
        assertTrue(ends >= 2, "both ends of the front");
        last.genomes().forEach(space::check);
    }

    private static List<double[]> splits(List<double[]> genomes) {
        List<double[]> points = new ArrayList<>();
        for (double[] genome : genomes) {
            double[] point = new double[2];
            for (double level : genome) {
                point[0] -= level == 1 ? 1 : 0;
                point[1] -= level == 2 ? 1 : 0;
            }
            points.add(point);
        }
        return points;
    }

    @Test
    void childrenOfRealGenesStayInTheirRange() {
        SearchSpace space = new SearchSpace(List.of(Gene.real("a", -2, 3), Gene.real("b", 0, 1e-3)));
        GeneVariation variation = new GeneVariation(space, 1, 2);
        RandomStream random = RandomStream.of(3, "test", "range");
        double moved = 0;
        for (int i = 0; i < 2000; i++) {
            double[] a = space.random(random);
            double[] b = space.random(random);
            double sum = a[0] + b[0];
            variation.cross(a, b, random);
            variation.mutate(a, random);
            space.check(a);
            space.check(b);
            moved += Math.abs(a[0] + b[0] - sum);
        }
        assertTrue(moved > 1, "something changes");
    }
}
