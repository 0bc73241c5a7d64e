package io.polycritic.plugins.environments.multitask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.datasets.FashionMnist;
import io.polycritic.datasets.Images;
import io.polycritic.multitask.TaskStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionPairTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        Garments.write(folder);
    }

    private TaskStream make(long seed, Map<String, ?> config) {
        Map<String, Object> all = new HashMap<>(Map.of("dataDir", folder.toString(), "pairs", 50, "testPairs", 40));
        all.putAll(config);
        return (TaskStream) new TestRun(seed, null, null).add("environment", new FashionPair(), all);
    }

    private static Batch read(TaskStream stream, Split split) {
        Batch batch = new Batch(Shape.of(stream.items(split)));
        int[] items = new int[batch.rows()];
        Arrays.setAll(items, i -> i);
        stream.read(split, items, batch);
        return batch;
    }

    /** Each number of a canvas by hand from two pictures. */
    @Test
    void aCanvasHasBothGarmentsAndTheBrighterWhereTheyOverlap() {
        Images images = FashionMnist.train(folder);
        RandomStream pictures = RandomStream.of(5, "test", "pictures");
        Pairs pairs = Pairs.draw(images, 3, pictures, LabelFaults.none(2), RandomStream.of(5, "test", "faults"));
        RandomStream again = RandomStream.of(5, "test", "pictures");
        for (int row = 0; row < 3; row++) {
            float[][] pooled = new float[2][196];
            for (int task = 0; task < 2; task++) {
                int item = again.nextInt(images.count());
                assertEquals(images.labels()[item], pairs.labels()[task][row]);
                for (int i = 0; i < 196; i++) {
                    for (int k = 0; k < 4; k++) {
                        int y = 2 * (i / 14) + k / 2;
                        int x = 2 * (i % 14) + k % 2;
                        pooled[task][i] += (images.pixels()[item * 784 + y * 28 + x] & 0xff) / 255f / 4;
                    }
                }
            }
            for (int y = 0; y < 20; y++) {
                for (int x = 0; x < 20; x++) {
                    float first = y < 14 && x < 14 ? pooled[0][y * 14 + x] : 0;
                    float second = y >= 6 && x >= 6 ? pooled[1][(y - 6) * 14 + x - 6] : 0;
                    assertEquals(Math.max(first, second), pairs.canvases()[row * 400 + y * 20 + x], 1e-6f);
                }
            }
        }
    }

    @Test
    void anEpochHasEachPairOnceInANewOrder() {
        TaskStream stream = make(1, Map.of());
        float[] all = read(stream, Split.TRAIN).numbers("image").clone();
        Batch batch = new Batch(Shape.of(10));
        float[][] firsts = new float[2][];
        for (int epoch = 0; epoch < 2; epoch++) {
            boolean[] seen = new boolean[50];
            for (int i = 0; i < 5; i++) {
                assertTrue(stream.next(batch));
                firsts[epoch] = i == 0 ? batch.numbers("image").clone() : firsts[epoch];
                for (int row = 0; row < 10; row++) {
                    float[] image = Arrays.copyOfRange(batch.numbers("image"), row * 400, row * 400 + 400);
                    for (int item = 0; item < 50; item++) {
                        seen[item] |= Arrays.equals(image, Arrays.copyOfRange(all, item * 400, item * 400 + 400));
                    }
                }
            }
            for (boolean each : seen) {
                assertTrue(each);
            }
        }
        assertFalse(Arrays.equals(firsts[0], firsts[1]));
    }

    @Test
    void faultsAreThoseThatAreAskedForAndNested() {
        RandomStream random = RandomStream.of(1, "test", "faults");
        LabelFaults some = new LabelFaults(new double[] {0.3}, new double[] {0.6});
        int wrong = 0;
        int missing = 0;
        for (int i = 0; i < 20_000; i++) {
            int label = some.apply(0, 3, 10, random);
            wrong += label != 3 && label != 10 ? 1 : 0;
            missing += label == 10 ? 1 : 0;
        }
        assertEquals(0.3 * 0.9 * 0.6, wrong / 20_000.0, 0.01);
        assertEquals(0.4, missing / 20_000.0, 0.01);
        float[] clean = read(make(1, Map.of("noiseLower", 0)), Split.TRAIN).numbers("labels.lower");
        float[] little = read(make(1, Map.of("noiseLower", 0.3)), Split.TRAIN).numbers("labels.lower");
        float[] much = read(make(1, Map.of("noiseLower", 0.6)), Split.TRAIN).numbers("labels.lower");
        int more = 0;
        for (int i = 0; i < clean.length; i++) {
            assertTrue(little[i] == clean[i] || little[i] == much[i]);
            more += much[i] != little[i] ? 1 : 0;
        }
        assertTrue(more > 0);
        float[] upper = read(make(1, Map.of("noiseLower", 0.6)), Split.TRAIN).numbers("labels.upper");
        assertArrayEquals(read(make(1, Map.of()), Split.TRAIN).numbers("labels.upper"), upper);
    }

    @Test
    void labelsOfTheTestSplitAreTrueAndThere() {
        TaskStream faulty = make(1, Map.of("noiseUpper", 1, "noiseLower", 1, "keepUpper", 0, "keepLower", 0.5));
        TaskStream clean = make(1, Map.of("noiseLower", 0));
        for (String task : new String[] {"labels.upper", "labels.lower"}) {
            assertArrayEquals(
                    read(clean, Split.TEST).numbers(task),
                    read(faulty, Split.TEST).numbers(task));
        }
        for (float label : read(faulty, Split.TRAIN).numbers("labels.upper")) {
            assertEquals(10, label);
        }
        assertEquals(0, faulty.items(Split.VALIDATION));
        assertThrows(
                IndexOutOfBoundsException.class, () -> faulty.read(Split.TEST, new int[] {40}, new Batch(Shape.of(1))));
    }

    /** A part that is made later in a run has the pairs of the one whose state it gets. */
    @Test
    void pairsComeWithTheState() {
        TaskStream first = make(1, Map.of());
        TaskStream other = make(2, Map.of());
        float[] pairs = read(first, Split.TRAIN).numbers("image");
        assertFalse(Arrays.equals(pairs, read(other, Split.TRAIN).numbers("image")));
        other.load(State.of(first).reader());
        assertArrayEquals(pairs, read(other, Split.TRAIN).numbers("image"));
    }

    @Test
    void otherPicturesAreRefused(@TempDir Path empty) throws java.io.IOException {
        TaskStream first = make(1, Map.of());
        State state = State.of(first);
        PolycriticException absent =
                assertThrows(PolycriticException.class, () -> make(1, Map.of("dataDir", empty.toString())));
        assertEquals(ErrorCode.NOT_FOUND, absent.code());
        assertTrue(absent.getMessage().contains("dataset-fashion-mnist"));
        assertFalse(absent.getMessage().contains("\n"));
        Path labels = Garments.write(empty).resolve("train-labels-idx1-ubyte");
        byte[] bytes = java.nio.file.Files.readAllBytes(labels);
        bytes[8] = (byte) ((bytes[8] + 1) % 10);
        java.nio.file.Files.write(labels, bytes);
        TaskStream changed = make(1, Map.of("dataDir", empty.toString()));
        PolycriticException refused = assertThrows(PolycriticException.class, () -> changed.load(state.reader()));
        assertTrue(refused.getMessage().contains("other pictures"), refused.getMessage());
    }
}
