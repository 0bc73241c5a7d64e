package io.polycritic.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.SearchSpace;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Vit LARGEST = new Vit(28, 7, 64, 16, Collections.nCopies(4, new Vit.Layer(4, 192)), 10);

    private static Options options(int... bits) {
        return Options.uniform(LARGEST, new int[] {2, 3, 4}, new int[] {2, 3, 4}, new int[] {64, 128, 192}, bits);
    }

    @Test
    void aGenotypeHasAGeneForEachDecision() {
        assertEquals(26, LARGEST.matrices().size());
        assertEquals(35, options(4, 8, 32).space().size());
        assertEquals(17, LARGEST.tokens());
    }

    @Test
    void aGenomeMeansANetworkAndItsWidths() {
        double[] genome = new double[35];
        genome[0] = 1;
        genome[1] = 2;
        genome[3] = 1;
        genome[6] = 2;
        genome[9] = 2;
        genome[34] = 1;
        Choice choice = options(4, 8, 32).choice(genome);
        List<Vit.Layer> layers = List.of(new Vit.Layer(4, 64), new Vit.Layer(2, 192), new Vit.Layer(3, 64));
        assertEquals(layers, choice.network().layers());
        assertEquals(20, choice.bits().length);
        assertEquals(32, choice.bits()[0]);
        assertEquals(4, choice.bits()[18]);
        assertEquals(8, choice.bits()[19]);
    }

    /** Layers 3 and 4 are not there at depth 2: their genes change neither phenotype nor network. */
    @Test
    void genesOfAbsentLayersAreInactive() {
        SearchSpace space = options(4, 8, 32).space();
        double[] one = new double[35];
        double[] other = one.clone();
        for (int gene : new int[] {3, 4, 7, 8, 9 + 1 + 12, 9 + 1 + 23}) {
            other[gene] = 2;
        }
        assertArrayEquals(space.phenotype(one), space.phenotype(other));
        assertArrayEquals(
                options(4, 8).choice(one).bits(), options(4, 8).choice(other).bits());
        other[9 + 1 + 11] = 1;
        assertTrue(space.phenotype(other)[9 + 1 + 11] == 1, "the last matrix of layer 2 is there");
        other[0] = 2;
        assertEquals(2, space.phenotype(other)[33]);
    }

    @Test
    void cornersAreTheSmallestAndTheLargestNetworkAtEachWidth() {
        Options options = options(4, 32);
        List<Choice> corners = options.corners().stream().map(options::choice).toList();
        Vit smallest = LARGEST.with(Collections.nCopies(2, new Vit.Layer(2, 64)));
        assertEquals(
                List.of(smallest, LARGEST, smallest, LARGEST),
                corners.stream().map(Choice::network).toList());
        int[] widths = {4, 4, 32, 32};
        for (int i = 0; i < widths.length; i++) {
            int width = widths[i];
            assertTrue(Arrays.stream(corners.get(i).bits()).allMatch(bits -> bits == width));
            options.space().check(options.corners().get(i));
        }
    }

    @Test
    void optionsThatTheSuperNetworkLacksAreRefused() {
        int[] some = {2};
        refused("depths must be ascending, from 1 to 4", new int[] {2, 5}, some, some, new int[] {8});
        refused("heads must be ascending", some, new int[] {3, 2}, some, new int[] {8});
        refused("hidden needs at least one option", some, some, new int[0], new int[] {8});
        refused("bits must be one of 4, 8, 32, found 5", some, some, some, new int[] {4, 5});
    }

    private static void refused(String why, int[] depths, int[] heads, int[] hidden, int[] bits) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Options.uniform(LARGEST, depths, heads, hidden, bits))
                .getMessage();
        assertTrue(message.startsWith(why), message);
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        List<Vit.Layer> layers = LARGEST.layers();
        assertThrows(IllegalArgumentException.class, () -> new Vit(28, 5, 64, 16, layers, 10));
        assertThrows(IllegalArgumentException.class, () -> new Vit(28, 7, 64, 12, layers, 10));
        assertThrows(IllegalArgumentException.class, () -> new Vit(28, 7, 64, 16, List.of(), 10));
    }

    /** One layer by hand: 17 tokens, 16 patches. */
    @Test
    void latencyIsTheSumOfItsTerms() {
        Vit one = LARGEST.with(List.of(new Vit.Layer(2, 64)));
        double inner = 17.0 * 64 * 32;
        double outer = 17.0 * 64 * 64;
        double patch = 16.0 * 49 * 64;
        double floats = patch + 4 * inner + 2 * outer + 640;
        assertEquals((floats + 8 * 2000) / 1e6, LatencyModel.of(Choice.uniform(one, 32)), 1e-12);
        double integers = 0.3 * floats + 8 * 2000 + 4000;
        assertEquals(integers / 1e6, LatencyModel.of(Choice.uniform(one, 8)), 1e-12);
        double mixed = patch + 0.2 * inner + 3 * inner + 2 * outer + 640 + 8 * 2000 + 2 * 4000;
        assertEquals(mixed / 1e6, LatencyModel.of(new Choice(one, 32, 4, 32, 32, 32, 32, 32, 32)), 1e-12);
    }
}
