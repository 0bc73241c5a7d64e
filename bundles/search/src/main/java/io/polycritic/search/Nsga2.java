package io.polycritic.search;

import io.polycritic.api.tensor.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * NSGA-II: Deb, Pratap, Agarwal and Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II" (2002).
 * Parents are chosen by binary tournaments on (rank, crowding distance), and the best of parents and children survive.
 */
public final class Nsga2 {
    private final Variation variation;

    /**
     * Makes the algorithm.
     *
     * @param variation how children come from parents
     */
    public Nsga2(Variation variation) {
        this.variation = variation;
    }

    /**
     * Genomes and how they did.
     *
     * @param genomes n vectors [g]
     * @param points n vectors [k], all objectives minimised
     */
    public record Population(List<double[]> genomes, List<double[]> points) {
        /**
         * Both together.
         *
         * @param other another population
         * @return this one's members, then the other's
         */
        public Population with(Population other) {
            List<double[]> allGenomes = new ArrayList<>(genomes);
            List<double[]> allPoints = new ArrayList<>(points);
            allGenomes.addAll(other.genomes);
            allPoints.addAll(other.points);
            return new Population(allGenomes, allPoints);
        }

        /**
         * The best members by (rank, crowding distance), best first.
         *
         * @param count how many at most
         * @return the members
         */
        public Population best(int count) {
            Population best = new Population(new ArrayList<>(), new ArrayList<>());
            for (int i : order(points.toArray(double[][]::new), count)) {
                best.genomes.add(genomes.get(i));
                best.points.add(points.get(i));
            }
            return best;
        }
    }

    /**
     * Sorts points by (rank, crowding distance); of equal ones the earlier comes first.
     *
     * @param points [n][k], all objectives minimised
     * @param count how many are wanted
     * @return the indices of at most that many points, best first
     */
    public static int[] order(double[][] points, int count) {
        int[] ranks = Dominance.ranks(points);
        double[] distances = Crowding.distances(points, ranks);
        return IntStream.range(0, points.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> ranks[i])
                        .thenComparing(Comparator.<Integer>comparingDouble(i -> distances[i])
                                .reversed()))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Makes children of a population.
     *
     * @param parents at least one member
     * @param count how many children
     * @param random where the numbers come from
     * @return the children's genomes
     */
    public List<double[]> offspring(Population parents, int count, RandomStream random) {
        double[][] points = parents.points.toArray(double[][]::new);
        int[] order = order(points, points.length);
        int[] places = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            places[order[i]] = i;
        }
        List<double[]> children = new ArrayList<>();
        while (children.size() < count) {
            double[] a = parents.genomes.get(tournament(places, random)).clone();
            double[] b = parents.genomes.get(tournament(places, random)).clone();
            variation.cross(a, b, random);
            for (double[] child : List.of(a, b)) {
                if (children.size() < count) {
                    variation.mutate(child, random);
                    children.add(child);
                }
            }
        }
        return children;
    }

    private static int tournament(int[] places, RandomStream random) {
        int a = random.nextInt(places.length);
        int b = random.nextInt(places.length);
        return places[a] <= places[b] ? a : b;
    }

    /**
     * Searches.
     *
     * @param first the first generation's genomes; their number is the population's size
     * @param objectives genomes to points, one vector [k] each, all objectives minimised
     * @param generations how many generations of children
     * @param random where the numbers come from
     * @return the last population, best first
     */
    public Population run(
            List<double[]> first, UnaryOperator<List<double[]>> objectives, int generations, RandomStream random) {
        Population population = new Population(first, objectives.apply(first));
        for (int i = 0; i < generations; i++) {
            List<double[]> children = offspring(population, first.size(), random);
            population = population
                    .with(new Population(children, objectives.apply(children)))
                    .best(first.size());
        }
        return population;
    }
}
