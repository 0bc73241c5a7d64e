package io.polycritic.scenes;

import io.polycritic.api.tensor.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Draws scenes and questions. */
public final class SceneDraw {
    /** Shares of the groups 0, 1, 2, .. of numeric answers; the last group is everything from there on. */
    private static final double[] COUNTS = {0.2, 0.3, 0.25, 0.25};

    private static final double[] SUMS = {0.1, 0.2, 0.25, 0.2, 0.25};
    private static final double[] DIFFERENCES = {0.3, 0.3, 0.2, 0.2};
    private static final int[] SHAPE_OF_COLOUR = {0, 1, 2, 1};
    private static final int KINDS = 5;
    private static final int FILTERS = 4;
    private static final int QUESTIONS_OF_A_SCENE = 8;
    private static final double HIDDEN = 0.15;
    private static final int CORNERS = 4;
    private static final double DARKEST = 0.55;

    private final View view;
    private final double bias;

    /**
     * Draws of a view.
     *
     * @param view the view
     * @param bias share of objects whose shape follows the colour, in [0, 1]; the others' shapes are free
     */
    public SceneDraw(View view, double bias) {
        this.view = view;
        this.bias = bias;
    }

    /** A scene and a question about it. */
    public record Drawn(Scene scene, Question question) {}

    /**
     * Draws a question of a kind, each of the five equally often, and an answer; then scenes and questions until one
     * has that answer. So no answer of a kind is more frequent than 40 %, and half of the existence questions are true.
     *
     * @param random where choices come from
     * @return a scene and a question whose right path has room
     */
    public Drawn draw(RandomStream random) {
        Question.Kind kind = kind(random);
        int group = group(kind, random);
        while (true) {
            Scene scene = scene(random);
            for (int i = 0; i < QUESTIONS_OF_A_SCENE; i++) {
                Question question = question(kind, random);
                if (fits(scene, question, group)) {
                    return new Drawn(scene, question);
                }
            }
        }
    }

    private static Question.Kind kind(RandomStream random) {
        return switch (random.nextInt(KINDS)) {
            case 0 -> Question.Kind.COUNT;
            case 1 -> Question.Kind.EXIST;
            case 2 -> Question.Kind.COMPARE;
            case 3 -> random.nextBoolean() ? Question.Kind.LEFT_RIGHT : Question.Kind.ABOVE_BELOW;
            default -> random.nextBoolean() ? Question.Kind.SUM : Question.Kind.DIFFERENCE;
        };
    }

    /** Which group of answers is wanted. */
    private static int group(Question.Kind kind, RandomStream random) {
        return switch (kind) {
            case COUNT -> choose(COUNTS, random.nextDouble());
            case SUM -> choose(SUMS, random.nextDouble());
            case DIFFERENCE -> choose(DIFFERENCES, random.nextDouble());
            case COMPARE -> random.nextInt(3);
            case EXIST, LEFT_RIGHT, ABOVE_BELOW -> random.nextInt(2);
        };
    }

    /** On which of the shares, laid behind one another from 0, a point falls. */
    static int choose(double[] shares, double point) {
        double left = point;
        int at = 0;
        while (at < shares.length - 1 && left >= shares[at]) {
            left -= shares[at++];
        }
        return at;
    }

    private static int groupOf(Question.Kind kind, int answer) {
        int number = answer - SceneTokens.NUMBER;
        return switch (kind) {
            case COUNT -> Math.min(COUNTS.length - 1, number);
            case SUM -> Math.min(SUMS.length - 1, number);
            case DIFFERENCE -> Math.min(DIFFERENCES.length - 1, number);
            case COMPARE -> answer - SceneTokens.compared(1);
            case EXIST -> answer - SceneTokens.exists(true);
            case LEFT_RIGHT, ABOVE_BELOW -> answer - SceneTokens.placed(kind == Question.Kind.ABOVE_BELOW, true);
        };
    }

    private static boolean fits(Scene scene, Question question, int group) {
        if (question.kind().two() && question.f().equals(question.g())) {
            return false;
        }
        List<Claim> claims = scene.concerned(question);
        Derivation derivation = Derivation.of(question, claims);
        boolean unique = derivation.first() == 1 && derivation.second() == 1 && claims.size() == 2;
        boolean decided = derivation.answer() != SceneTokens.compared(0);
        if (question.kind().relation() && !(unique && decided)) {
            return false;
        }
        return groupOf(question.kind(), derivation.answer()) == group
                && ScenePath.of(question, claims).tokens().length <= SceneTokens.PATH;
    }

    private static Question question(Question.Kind kind, RandomStream random) {
        Filter f = filter(random);
        return new Question(kind, f, kind.two() ? filter(random) : null);
    }

    private static Filter filter(RandomStream random) {
        int which = random.nextInt(FILTERS);
        int size = which == 0 ? random.nextInt(Attribute.SIZE.count()) : Filter.ANY;
        int colour = which == 1 || which == 3 ? random.nextInt(Attribute.COLOUR.count()) : Filter.ANY;
        int shape = which >= 2 ? random.nextInt(Attribute.SHAPE.count()) : Filter.ANY;
        return new Filter(size, colour, shape);
    }

    /** Draws objects in different cells. */
    Scene scene(RandomStream random) {
        int count = view.least() + random.nextInt(view.most() - view.least() + 1);
        int[] cells = new int[Scene.CELLS];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = cell;
        }
        random.shuffle(cells);
        List<SceneObject> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(object(cells[i], random));
        }
        return new Scene(objects);
    }

    private SceneObject object(int cell, RandomStream random) {
        int size = random.nextInt(Attribute.SIZE.count());
        int colour = random.nextInt(Attribute.COLOUR.count());
        int free = random.nextInt(Attribute.SHAPE.count());
        int shape = random.nextDouble() < bias ? SHAPE_OF_COLOUR[colour] : free;
        double brightness = DARKEST + (1 - DARKEST) * random.nextDouble();
        int right = random.nextInt(3) - 1;
        int down = random.nextInt(3) - 1;
        int corner = random.nextInt(CORNERS);
        int hidden = random.nextDouble() < HIDDEN ? corner : -1;
        boolean small = size == 0;
        return new SceneObject(
                new Claim(cell, size, colour, shape), brightness, small ? right : 0, small ? down : 0, hidden);
    }
}
