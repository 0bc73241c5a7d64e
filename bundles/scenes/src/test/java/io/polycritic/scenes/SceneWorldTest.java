package io.polycritic.scenes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.critique.PathSpace;
import io.polycritic.critique.Split;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SceneWorldTest {
    private static final int ITEMS = 4000;
    private static final double BIAS = 0.5;
    private static final long TRAIN = 40_000;

    private final SceneWorld world = new SceneWorld(3, View.UNBIASED, BIAS, TRAIN);

    private static String group(Question.Kind kind) {
        return switch (kind) {
            case LEFT_RIGHT, ABOVE_BELOW -> "relation";
            case SUM, DIFFERENCE -> "arithmetic";
            default -> kind.name();
        };
    }

    @Test
    void questionsAndAnswersAreBalanced() {
        Map<String, Map<Integer, Integer>> answers = new HashMap<>();
        for (int i = 0; i < ITEMS; i++) {
            SceneDraw.Drawn drawn = world.item(Split.TRAIN.item(i));
            int answer = SceneWorld.reference(drawn).answer();
            answers.computeIfAbsent(group(drawn.question().kind()), key -> new HashMap<>())
                    .merge(answer, 1, Integer::sum);
        }
        assertEquals(5, answers.size());
        answers.forEach((kind, counts) -> {
            int total = counts.values().stream().mapToInt(Integer::intValue).sum();
            assertEquals(0.2, total / (double) ITEMS, 0.03, kind);
            double limit = kind.equals("EXIST") ? 0.56 : 0.41;
            counts.forEach(
                    (answer, count) -> assertTrue(count / (double) total < limit, kind + " " + answer + " " + counts));
        });
    }

    /** As a critic that knows the environment's world judges questions of another stream. */
    @Test
    void aNumberThatSaysTheViewIsUnderstoodByWorldsOfOtherViews() {
        for (View view : View.values()) {
            SceneWorld other = new SceneWorld(3, view, BIAS, TRAIN);
            for (Split split : Split.values()) {
                long item = split.item(41);
                long number = other.number(item);
                assertEquals(number, (long) (float) number);
                assertEquals(number, world.number(number));
                assertEquals(other.item(item), world.item(number));
                int[] path = SceneWorld.reference(other.item(item)).tokens();
                assertTrue(world.assess(number, path).errors().isEmpty());
            }
        }
        assertNotEquals(
                world.item(Split.TEST.item(41)),
                world.item(new SceneWorld(3, View.CROWDED, BIAS, TRAIN).number(Split.TEST.item(41))));
    }

    @Test
    void colourSaysSomethingOfTheShapeInTheBiasedViewAlone() {
        for (View view : View.values()) {
            int squares = 0;
            int reds = 0;
            int least = 9;
            int most = 0;
            Map<Attribute, int[]> counts = new EnumMap<>(Attribute.class);
            for (Attribute attribute : Attribute.values()) {
                counts.put(attribute, new int[attribute.count()]);
            }
            SceneDraw draw = new SceneDraw(view, view == View.BIASED ? BIAS : 0);
            io.polycritic.api.tensor.RandomStream random = io.polycritic.api.tensor.RandomStream.of(1, "test", "draw");
            for (int i = 0; i < ITEMS; i++) {
                Scene scene = draw.scene(random);
                least = Math.min(least, scene.objects().size());
                most = Math.max(most, scene.objects().size());
                assertEquals(
                        scene.objects().size(),
                        scene.claims().stream().map(Claim::cell).distinct().count());
                for (Claim claim : scene.claims()) {
                    counts.forEach((attribute, count) -> count[claim.value(attribute)]++);
                    reds += claim.colour() == 0 ? 1 : 0;
                    squares += claim.colour() == 0 && claim.shape() == 0 ? 1 : 0;
                }
            }
            assertEquals(view == View.CROWDED ? 5 : 1, least);
            assertEquals(6, most);
            assertEquals(view == View.BIASED ? 2 / 3.0 : 1 / 3.0, squares / (double) reds, 0.03);
            if (view != View.BIASED) {
                counts.forEach((attribute, count) -> {
                    double total = java.util.Arrays.stream(count).sum();
                    for (int value : count) {
                        assertEquals(1.0 / count.length, value / total, 0.02, attribute.toString());
                    }
                });
            }
        }
    }

    @Test
    void wholeBiasLeavesNoShapeFree() {
        SceneDraw draw = new SceneDraw(View.BIASED, 1);
        var random = io.polycritic.api.tensor.RandomStream.of(1, "test", "bias");
        for (int i = 0; i < 100; i++) {
            for (Claim claim : draw.scene(random).claims()) {
                assertEquals(claim.colour() == 3 ? 1 : claim.colour(), claim.shape());
            }
        }
    }

    @Test
    void moreTrainingItemsChangeNoneOfTheFirst() {
        SceneWorld more = new SceneWorld(3, View.UNBIASED, BIAS, SceneWorld.MOST_TRAIN);
        assertEquals(world.item(Split.TRAIN.item(39_999)), more.item(Split.TRAIN.item(39_999)));
        assertThrows(IllegalArgumentException.class, () -> world.item(Split.TRAIN.item(40_000)));
        long last = more.number(Split.TRAIN.item(99_999));
        assertEquals(more.item(Split.TRAIN.item(99_999)), more.item(last));
        assertEquals(world.size(Split.TEST), more.size(Split.TEST));
    }

    @Test
    void itemsAreFunctionsOfSeedViewSplitAndIndex() {
        float[] first = new float[Painter.SIZE];
        float[] again = new float[Painter.SIZE];
        Painter painter = new Painter(0.1);
        long item = Split.TEST.item(17);
        SceneDraw.Drawn drawn = world.paint(item, painter, first, 0);
        assertEquals(drawn, new SceneWorld(3, View.UNBIASED, BIAS, TRAIN).paint(item, painter, again, 0));
        assertArrayEquals(first, again);
        assertEquals(drawn, world.item(item));
        assertEquals(drawn, new SceneWorld(3, View.BIASED, BIAS, TRAIN).item(item), "held-out scenes are never biased");
        assertNotEquals(drawn, new SceneWorld(4, View.UNBIASED, BIAS, TRAIN).item(item));
        assertNotEquals(drawn, world.item(Split.VALIDATION.item(17)));
        assertThrows(IllegalArgumentException.class, () -> world.item(Split.TEST.item(2000)));
        assertThrows(IllegalArgumentException.class, () -> world.item(Split.TEST.item(999_999)));
    }

    @Test
    void picturesShowTheObjects() {
        float[] picture = new float[Painter.SIZE];
        for (int i = 0; i < 200; i++) {
            SceneDraw.Drawn drawn = world.paint(Split.TRAIN.item(i), new Painter(0), picture, 0);
            boolean[] lit = new boolean[Scene.CELLS];
            for (int pixel = 0; pixel < picture.length; pixel++) {
                int place = pixel % (Painter.PIXELS * Painter.PIXELS);
                int cell = place / Painter.PIXELS / 8 * Scene.COLUMNS + place % Painter.PIXELS / 8;
                lit[cell] |= Math.abs(picture[pixel] - 0.15f) > 1e-6;
            }
            boolean[] expected = new boolean[Scene.CELLS];
            drawn.scene().claims().forEach(claim -> expected[claim.cell()] = true);
            assertArrayEquals(expected, lit, "objects stay in their cells");
        }
    }

    @Test
    void largeObjectsCoverWhatTheirShapeCovers() {
        double[] areas = {49, Math.PI * 3.5 * 3.5, 24.5};
        for (int shape = 0; shape < areas.length; shape++) {
            float[] picture = new float[Painter.SIZE];
            SceneObject object = new SceneObject(new Claim(5, 1, 0, shape), 1, 0, 0, -1);
            new Painter(0).paint(new Scene(java.util.List.of(object)), noise(), picture, 0);
            double area = 0;
            for (int i = 0; i < Painter.PIXELS * Painter.PIXELS; i++) {
                area += (picture[i] - 0.15) / (0.95 - 0.15);
            }
            assertEquals(areas[shape], area, 1);
        }
    }

    private static io.polycritic.api.tensor.RandomStream noise() {
        return io.polycritic.api.tensor.RandomStream.of(1, "test", "noise");
    }

    @Test
    void derivationsAreThoseOfAHandMadeScene() {
        Claim redDisc = new Claim(1, 0, 0, 1);
        Claim blueSquare = new Claim(6, 1, 2, 0);
        Claim redSquare = new Claim(11, 1, 0, 0);
        java.util.List<Claim> claims = java.util.List.of(redDisc, blueSquare, redSquare);
        Filter red = new Filter(-1, 0, -1);
        Filter square = new Filter(-1, -1, 0);
        Filter blueSquares = new Filter(-1, 2, 0);
        Filter redDiscs = new Filter(-1, 0, 1);
        assertEquals("red 2 ans 2", rest(Question.Kind.COUNT, red, null, claims));
        assertEquals("red 2 ans yes", rest(Question.Kind.EXIST, red, null, claims));
        assertEquals("red 2 blue square 1 ans more", rest(Question.Kind.COMPARE, red, blueSquares, claims));
        assertEquals("red 2 square 2 ans same", rest(Question.Kind.COMPARE, red, square, claims));
        assertEquals("red 2 square 2 ans 4", rest(Question.Kind.SUM, red, square, claims));
        assertEquals("blue square 1 red 2 ans 1", rest(Question.Kind.DIFFERENCE, blueSquares, red, claims));
        assertEquals(
                "red disc 1 blue square 1 ans left", rest(Question.Kind.LEFT_RIGHT, redDiscs, blueSquares, claims));
        assertEquals(
                "blue square 1 red disc 1 ans below", rest(Question.Kind.ABOVE_BELOW, blueSquares, redDiscs, claims));
        Question question = new Question(Question.Kind.COUNT, red, null);
        assertEquals(
                "c1 small red disc c11 large red square red 2 ans 2",
                SceneTokens.text(ScenePath.of(question, java.util.List.of(redDisc, redSquare))
                        .tokens()));
        assertEquals("count - red - - - -", SceneTokens.text(SceneTokens.write(question)));
    }

    private static String rest(Question.Kind kind, Filter f, Filter g, java.util.List<Claim> claims) {
        Question question = new Question(kind, f, g);
        int[] tokens = Derivation.of(question, claims).tokens(question).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        return SceneTokens.text(tokens);
    }

    @Test
    void rightPathsHaveRoomAndNothingIsWrongWithThem() {
        for (int i = 0; i < 1000; i++) {
            long item = Split.TEST.item(i);
            int[] path = SceneWorld.reference(world.item(item)).tokens();
            assertTrue(path.length <= SceneTokens.PATH);
            var assessment = world.assess(item, path);
            assertTrue(assessment.correct());
            assertTrue(assessment.errors().isEmpty());
            assertEquals(1, assessment.claimF1());
            assertEquals(0, assessment.hallucination());
        }
    }

    @Test
    void anythingCanBeAssessed() {
        long item = Split.TEST.item(0);
        var nothing = world.assess(item, new int[0]);
        assertFalse(nothing.correct());
        assertEquals(PathSpace.NONE, nothing.answer());
        var noise = world.assess(item, new int[] {SceneTokens.ANSWER, SceneTokens.CELL, SceneTokens.CELL + 3, 24});
        assertFalse(noise.correct());
    }
}
