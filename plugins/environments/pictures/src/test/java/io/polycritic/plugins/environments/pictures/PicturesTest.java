package io.polycritic.plugins.environments.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.control.DataSetView;
import io.polycritic.api.environment.SplitStream;
import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a small data set of the same form: 10 classes of 560 training and 3 test pictures of 8 x 8. */
class PicturesTest extends PluginContract {
    private static final int EACH = 560;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        write("train", 10 * EACH);
        write("t10k", 30);
    }

    /** Picture i has class i % 10; its pixels count up from i. */
    private static void write(String part, int count) throws IOException {
        ByteBuffer pictures = ByteBuffer.allocate(16 + 64 * count);
        pictures.putInt(2051).putInt(count).putInt(8).putInt(8);
        ByteBuffer labels = ByteBuffer.allocate(8 + count);
        labels.putInt(2049).putInt(count);
        for (int i = 0; i < count; i++) {
            for (int p = 0; p < 64; p++) {
                pictures.put((byte) ((i + p) % 256));
            }
            labels.put((byte) (i % 10));
        }
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), pictures.array());
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
    }

    @Override
    protected PartFactory<?, ?> plugin() {
        return new FashionMnistPictures();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null);
    }

    @Override
    protected String path() {
        return "environment";
    }

    @Override
    protected Map<String, ?> config() {
        return Map.of("dataDir", folder.toString(), "views", 3);
    }

    @Override
    protected void prepare(TestRun run) {
        Batch batch = new Batch(Shape.of(3, 200));
        for (int i = 0; i < 4; i++) {
            run.part("environment", PictureStream.class).next(batch);
        }
    }

    private static PictureStream stream(TestRun run, Object... settings) {
        Map<String, Object> config = new LinkedHashMap<>(Map.of("dataDir", folder.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            config.put((String) settings[i], settings[i + 1]);
        }
        return (PictureStream) run.add("environment", new FashionMnistPictures(), config);
    }

    private static int[] counts(PictureStream stream, int classes) {
        int[] counts = new int[classes];
        Batch batch = new Batch(Shape.of(stream.items(Split.TRAIN)));
        stream.read(Split.TRAIN, IntStream.range(0, stream.items(Split.TRAIN)).toArray(), batch);
        for (float label : batch.numbers(Fields.LABEL)) {
            counts[(int) label]++;
        }
        return counts;
    }

    @Test
    void splits() {
        try (TestRun run = run()) {
            PictureStream stream = stream(run);
            assertEquals(600, stream.items(Split.TRAIN));
            assertEquals(5000, stream.items(Split.VALIDATION));
            assertEquals(30, stream.items(Split.TEST));
            Batch batch = new Batch(Shape.of(2));
            stream.read(Split.VALIDATION, new int[] {0, 4999}, batch);
            assertArrayEquals(new float[] {600, 5599}, batch.numbers(Fields.ITEM));
            assertEquals((600 % 256 / 255f - 0.2860f) / 0.3530f, batch.numbers(Fields.IMAGE)[0], 1e-5f);
        }
    }

    private static List<Float> items(PictureStream stream, Split split) {
        Batch batch = new Batch(Shape.of(stream.items(split)));
        stream.read(split, IntStream.range(0, stream.items(split)).toArray(), batch);
        float[] items = batch.numbers(Fields.ITEM);
        return IntStream.range(0, items.length).mapToObj(i -> items[i]).toList();
    }

    /** Training is on the same items, none of which is for validation too; without perClass it is on what is left. */
    @Test
    void moreValidationTakesWhatTrainingLeaves() {
        try (TestRun run = run();
                TestRun other = run();
                TestRun rest = run()) {
            PictureStream few = stream(run, "perClass", 20);
            PictureStream many = stream(other, "perClass", 20, "moreValidation", 40);
            assertEquals(items(few, Split.TRAIN), items(many, Split.TRAIN));
            List<Float> validation = items(many, Split.VALIDATION);
            assertEquals(items(few, Split.VALIDATION), validation.subList(0, 5000));
            assertEquals(5400, Set.copyOf(validation).size());
            assertTrue(Collections.disjoint(validation, items(many, Split.TRAIN)));
            PictureStream all = stream(rest, "moreValidation", 40);
            assertEquals(200, all.items(Split.TRAIN));
            assertTrue(Collections.disjoint(validation, items(all, Split.TRAIN)));
        }
        try (TestRun run = run()) {
            String message = assertThrows(InvalidConfigException.class, () -> stream(run, "moreValidation", 60))
                    .getMessage();
            assertTrue(message.contains("moreValidation"), message);
        }
    }

    /** More views leave the first ones bit for bit; a swap to more views goes on in the same epoch. */
    @Test
    void moreViewsLeaveTheFirstOnes() {
        try (TestRun run = run();
                TestRun other = run()) {
            Batch two = new Batch(Shape.of(2, 128));
            Batch six = new Batch(Shape.of(6, 128));
            PictureStream few = stream(run, "strength", "strong");
            PictureStream many = stream(other, "strength", "strong", "views", 6);
            for (int i = 0; i < 6; i++) {
                few.next(two);
                many.next(six);
                int size = two.numbers(Fields.IMAGE).length;
                assertArrayEquals(two.numbers(Fields.IMAGE), Arrays.copyOf(six.numbers(Fields.IMAGE), size));
                assertArrayEquals(two.numbers(Fields.ITEM), Arrays.copyOf(six.numbers(Fields.ITEM), 256));
            }
            assertFalse(Arrays.equals(
                    Arrays.copyOfRange(six.numbers(Fields.IMAGE), 0, 128 * 64),
                    Arrays.copyOfRange(six.numbers(Fields.IMAGE), 128 * 64, 2 * 128 * 64)));
        }
    }

    /** Items of an epoch are different, and its short rest is dropped. */
    @Test
    void epochs() {
        try (TestRun run = run()) {
            PictureStream stream = stream(run);
            Batch batch = new Batch(Shape.of(250));
            Set<Float> seen = new HashSet<>();
            float[] first = {};
            for (int i = 0; i < 2; i++) {
                stream.next(batch);
                first = i == 0 ? batch.numbers(Fields.ITEM).clone() : first;
                for (float item : batch.numbers(Fields.ITEM)) {
                    assertTrue(seen.add(item));
                    assertTrue(item < 600);
                }
            }
            stream.next(batch);
            assertFalse(Arrays.equals(first, batch.numbers(Fields.ITEM)));
            PolycriticException refused =
                    assertThrows(InvalidConfigException.class, () -> stream.next(new Batch(Shape.of(601))));
            assertTrue(refused.getMessage().contains("a batch of 601 items is wanted, but the training split has 600"));
        }
    }

    @Test
    void selections() {
        try (TestRun run = run()) {
            int[] tail = counts(stream(run, "longTail", 60), 10);
            Arrays.sort(tail);
            for (int rank = 0; rank < 10; rank++) {
                assertEquals(Math.round(60 * Math.pow(60, -rank / 9.0)), tail[9 - rank]);
            }
            int[] five = counts(stream(run, "perClass", 5), 10);
            assertArrayEquals(IntStream.range(0, 10).map(c -> 5).toArray(), five);
            assertArrayEquals(new int[] {60, 60}, counts(stream(run, "classes", List.of(7, 3)), 2));
            Batch batch = new Batch(Shape.of(1));
            PictureStream pair = stream(run, "classes", List.of(7, 3));
            assertEquals(6, pair.items(Split.TEST));
            pair.read(Split.TEST, new int[] {0}, batch);
            assertEquals(3, batch.numbers(Fields.ITEM)[0]);
            assertEquals(1, batch.numbers(Fields.LABEL)[0]);
            int[] union = new int[10];
            for (int task = 0; task < 5; task++) {
                int[] each = counts(stream(run, "tasks", 5, "task", task), 10);
                assertEquals(2, Arrays.stream(each).filter(n -> n > 0).count());
                Arrays.setAll(union, c -> union[c] + each[c]);
            }
            assertArrayEquals(IntStream.range(0, 10).map(c -> 60).toArray(), union);
            PictureStream noisy = stream(run, "labelNoise", 0.5);
            Batch all = new Batch(Shape.of(600));
            noisy.read(Split.TRAIN, IntStream.range(0, 600).toArray(), all);
            int wrong = 0;
            for (int i = 0; i < 600; i++) {
                wrong += all.numbers(Fields.LABEL)[i] == all.numbers(Fields.ITEM)[i] % 10 ? 0 : 1;
            }
            assertEquals(300, wrong, 50);
        }
    }

    @Test
    void episodes() {
        try (TestRun run = run()) {
            PictureStream stream = stream(run, "way", 3, "shot", 2, "query", 4);
            Batch batch = new Batch(Shape.of(18));
            stream.next(batch);
            assertEquals(
                    6,
                    IntStream.range(0, 18)
                            .filter(i -> batch.numbers(PictureStream.SUPPORT)[i] == 1)
                            .count());
            Set<Float> items = new HashSet<>();
            Map<Float, Float> classes = new LinkedHashMap<>();
            for (int i = 0; i < 18; i++) {
                float item = batch.numbers(Fields.ITEM)[i];
                assertTrue(items.add(item));
                Float before = classes.put(batch.numbers(Fields.LABEL)[i], item % 10);
                assertTrue(before == null || before == item % 10);
            }
            assertEquals(3, new HashSet<>(classes.values()).size());
            assertThrows(InvalidConfigException.class, () -> stream.next(new Batch(Shape.of(17))));
            assertThrows(InvalidConfigException.class, () -> stream(run, "way", 3, "shot", 60));
        }
    }

    /** One line, exit code 2: nothing is found. */
    @Test
    void badInput(@TempDir Path empty) throws IOException {
        try (TestRun run = run()) {
            PolycriticException missing =
                    assertThrows(PolycriticException.class, () -> stream(run, "dataDir", empty.toString()));
            assertEquals(ErrorCode.NOT_FOUND, missing.code());
            assertTrue(missing.getMessage().contains("dataset-fashion-mnist"), missing.getMessage());
            PolycriticException noTask =
                    assertThrows(InvalidConfigException.class, () -> stream(run, "tasks", 5, "task", 5));
            assertEquals("task: found 5, allowed is at most 4 with as many tasks", noTask.getMessage());
            assertThrows(InvalidConfigException.class, () -> stream(run, "classes", List.of(1, 1)));
        }
    }

    /** What is listed is what environments ask for. */
    @Test
    void dataSetsAreListed() {
        for (DataSetView set : new PictureData().dataSets()) {
            assertTrue(set.remedy().contains("Debian package"), set.toString());
            boolean there = set.missing().stream().noneMatch(file -> Files.exists(Path.of(set.folder(), file)));
            assertTrue(there, set.toString());
        }
        assertEquals(
                List.of("fashion-mnist", "digits"),
                new PictureData().dataSets().stream().map(DataSetView::name).toList());
    }

    /** The role that evaluators look for. */
    @Test
    void rolesAndSpec() {
        try (TestRun run = run()) {
            PictureStream stream = stream(run, "views", 4);
            assertTrue(SplitStream.class.isInstance(stream));
            assertEquals(4, stream.views());
            assertEquals(
                    Shape.of(1, 8, 8),
                    stream.spec().observation().field(Fields.IMAGE).shape());
            assertEquals(4, stream.wiring().provides().get(0).most());
        }
    }
}
