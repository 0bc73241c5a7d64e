package io.polycritic.plugins.rewards.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.SplitStream;
import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compression.Choice;
import io.polycritic.compression.Compressed;
import io.polycritic.compression.Compressor;
import io.polycritic.compression.LatencyModel;
import io.polycritic.compression.PackedFile;
import io.polycritic.compression.Pictures;
import io.polycritic.search.CandidateMeasure;
import io.polycritic.search.SearchLearner;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubnetObjectivesTest {
    private final Squares pictures = new Squares(1);
    private final TestRun run = Networks.run(pictures);

    @AfterEach
    void close() {
        run.close();
    }

    private SubnetMeasure measure(Object... settings) {
        return (SubnetMeasure) run.add("rewards.objectives", new SubnetObjectives(), Networks.config(settings));
    }

    private static double[] measured(CandidateMeasure measure, double[] genome) {
        return measure.measured("objectives", genome);
    }

    @Test
    void theRewardIsWhatTheCompressedNetworkDoesAndTakes() {
        SubnetMeasure measure = measure();
        double[] genome = measure.space().random(RandomStream.of(1, "test", "genome"));
        double[] scores = measured(measure, genome);
        Choice choice = measure.options().choice(genome);
        Pictures calibration = Pictures.read(pictures, SplitStream.Split.TRAIN, 16);
        Pictures validation = Pictures.read(pictures, SplitStream.Split.VALIDATION, 30);
        try (Compressor compressor = new Compressor(
                Networks.COMPUTE, Networks.LARGEST, Networks.trained(1).parameters(), calibration)) {
            Compressed network = compressor.compress(choice);
            double accuracy = Arrays.stream(compressor.correct(network, validation))
                    .average()
                    .orElseThrow();
            assertEquals(accuracy, scores[0], 1e-7);
            assertEquals(-PackedFile.write(network).length, scores[1]);
            assertEquals(-LatencyModel.of(choice), scores[2], 1e-7);
        }
    }

    @Test
    void genesOfAbsentLayersChangeNothing() {
        SubnetMeasure measure = measure();
        double[] one = new double[measure.space().size()];
        double[] other = one.clone();
        other[2] = 1;
        other[4] = 1;
        other[5 + 7] = 2;
        assertArrayEquals(measure.space().phenotype(one), measure.space().phenotype(other));
        assertArrayEquals(measured(measure, one), measured(measure, other));
        other[0] = 1;
        assertNotEquals(measured(measure, one)[1], measured(measure, other)[1]);
    }

    @Test
    void theSearchNeverSeesTestPictures() {
        SubnetMeasure measure = measure();
        double[] genome = new double[measure.space().size()];
        measured(measure, genome);
        assertFalse(pictures.read.containsKey(SplitStream.Split.TEST));
        assertEquals(30, pictures.read.get(SplitStream.Split.VALIDATION));
        assertEquals(16, pictures.read.get(SplitStream.Split.TRAIN));
        double[] held = measure.held(genome);
        assertEquals(40, pictures.read.get(SplitStream.Split.TEST));
        assertEquals(measured(measure, genome)[1], held[1]);
    }

    @Test
    void theReferencePointIsTheLargestNetworkInFloatingPoint() {
        SubnetMeasure measure = measure("objectives", List.of("size", "accuracy", "latency"));
        Choice largest = Choice.uniform(Networks.LARGEST, Choice.FLOAT);
        double bytes =
                PackedFile.write(Compressed.of(largest, Networks.trained(1).parameters(), List.of())).length;
        double[] corner = {0.5, -bytes, -LatencyModel.of(largest)};
        assertArrayEquals(new double[] {1, 1, 1}, measure.normalised(corner), 1e-12);
        double[] better = {0.75, -bytes / 4, -LatencyModel.of(largest) / 64};
        assertArrayEquals(new double[] {1 - 2 / 5.0, 0.5, 0}, measure.normalised(better), 1e-12);
        assertEquals(List.of("size", "accuracy", "latency"), measure.objectives());
        assertEquals(List.of("accuracy", "size", "latency"), measure.measures());
    }

    @Test
    void anotherSuperNetworkOrOtherOptionsAreAnotherOrigin() {
        String one = measure().origin();
        assertEquals(one, measure("objectives", List.of("accuracy", "latency")).origin());
        assertNotEquals(one, measure("network", "other").origin());
        assertNotEquals(one, measure("bits", List.of(8)).origin());
    }

    /** Of a front of three the knee is the one with the largest box to the reference point. */
    @Test
    void theKneeOfASearchIsTheOnlyArchitecture() {
        SubnetMeasure searched = measure("bits", List.of(32));
        int genes = searched.space().size();
        double[] small = new double[genes];
        double[] knee = small.clone();
        knee[0] = 1;
        knee[2] = 1;
        knee[3] = 1;
        double[] large = knee.clone();
        large[1] = 1;
        large[4] = 1;
        double bytes = -measured(searched, large)[1];
        List<Search.Candidate> front = List.of(
                new Search.Candidate(small, new double[] {0.55, -0.5 * bytes, -1}),
                new Search.Candidate(knee, new double[] {0.9, -0.6 * bytes, -1}),
                new Search.Candidate(large, new double[] {0.92, -bytes, -1}));
        run.frozen("search", Networks.subject(Map.of("learner", new Ended(front), "rewards.objectives", searched)));
        SubnetMeasure next = (SubnetMeasure) Networks.run(pictures)
                .frozen("search", Networks.subject(Map.of("learner", new Ended(front), "rewards.objectives", searched)))
                .add("rewards.objectives", new SubnetObjectives(), Networks.config("architecture", "search"));
        double[] any = next.space().random(RandomStream.of(1, "test", "genome"));
        assertEquals(
                searched.options().choice(knee).network(),
                next.options().choice(any).network());
        assertEquals(
                14,
                next.space().genes().stream().filter(gene -> gene.levels() == 3).count());
        next.close();
    }

    /** A search that has ended with a front. */
    private record Ended(List<Search.Candidate> front) implements SearchLearner {
        @Override
        public Search search() {
            throw new IllegalStateException("the search has ended");
        }

        @Override
        public List<Search.Candidate> measured() {
            return front;
        }

        @Override
        public Update update() {
            return new Update(0, 0);
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {
            // Nothing is saved.
        }

        @Override
        public void load(StateReader in) {
            // Nothing is loaded.
        }
    }

    @Test
    void badSettingsAreRefusedByName() {
        refused("bits", "must be one of 4, 8, 32, found 5", "bits", List.of(4, 5));
        refused("bits", "needs at least one option", "bits", List.of());
        refused("depths", "must be ascending, from 1 to 2", "depths", List.of(3));
        refused("heads", "must be ascending", "heads", List.of(2, 1));
        refused("objectives", "allowed are different ones", "objectives", List.of("size", "size"));
        refused("calibration", "16", "calibration", 15);
        run.frozen("empty", Networks.subject(Map.of()));
        refused("network", "has no super-network", "network", "empty");
        refused("architecture", "has no search", "architecture", "empty");
    }

    private void refused(String key, String why, Object... settings) {
        InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> measure(settings));
        assertEquals(key, refused.path());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void whatCannotBeMeasuredIsSaid() {
        try (TestRun dark = Networks.run(new Squares(0))) {
            SubnetMeasure measure =
                    (SubnetMeasure) dark.add("rewards.objectives", new SubnetObjectives(), Networks.config());
            double[] genome = new double[measure.space().size()];
            String message = assertThrows(PolycriticException.class, () -> measured(measure, genome))
                    .getMessage();
            assertTrue(message.startsWith("rewards.objectives") && message.contains("the matrix patch"), message);
        }
        SearchSpace space = measure().space();
        double[] wrong = new double[space.size()];
        wrong[0] = 7;
        assertThrows(
                IllegalArgumentException.class,
                () -> measured(run.part("rewards.objectives", SubnetMeasure.class), wrong));
    }
}
