package io.polycritic.scenes;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.critique.Assessment;
import io.polycritic.critique.Note;
import io.polycritic.critique.Planted;
import io.polycritic.critique.Split;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All scenes of a seed. An item is a function of (seed, view, split, index); validation and test are never biased.
 *
 * <p>A number as {@link Split#item} gives it is an item of this world's view. {@link #number} says the view too, so
 * that a world of another view knows the same scene by it: a stream of crowded scenes beside the environment's.
 *
 * @param seed the world's seed
 * @param view how scenes are drawn
 * @param bias share of objects whose shape follows the colour where scenes are biased, in [0, 1]
 * @param train how many training items there are, at most {@link #MOST_TRAIN}
 */
public record SceneWorld(long seed, View view, double bias, long train) {
    /** Training items that there can be of a view. */
    public static final long MOST_TRAIN = 250_000;

    private static final long HELD_OUT = 2_000;
    private static final long CROWDED = 1_000;

    /** Indices of a split that belong to each view; the first are for the world's own. */
    private static final long OF_VIEW = MOST_TRAIN;

    /** How many items a split has. */
    public long size(Split split) {
        return size(split, view);
    }

    private long size(Split split, View view) {
        if (split == Split.TRAIN) {
            return train;
        }
        return view == View.CROWDED ? CROWDED : HELD_OUT;
    }

    /** The random numbers of an item: first those of scene and question, then those of the picture. */
    private RandomStream stream(long item) {
        Split split = Split.of(item);
        View of = view(item);
        long index = Split.index(item) % OF_VIEW;
        if (index >= size(split, of)) {
            throw new IllegalArgumentException(
                    "item " + index + " of " + split + "; there are " + size(split, of) + " of the view " + of);
        }
        return RandomStream.of(seed, "shape-scenes/" + of + "/" + split, Long.toString(index));
    }

    private View view(long item) {
        int named = (int) (Split.index(item) / OF_VIEW);
        if (named > View.values().length) {
            throw new IllegalArgumentException("item " + item + " is of no view");
        }
        View of = named == 0 ? view : View.values()[named - 1];
        return Split.of(item) != Split.TRAIN && of == View.BIASED ? View.UNBIASED : of;
    }

    private SceneDraw draw(long item) {
        View of = view(item);
        return new SceneDraw(of, of == View.BIASED ? bias : 0);
    }

    /** The number of an item that says its view, for worlds of every view. */
    public long number(long item) {
        return Split.of(item).item((view(item).ordinal() + 1) * OF_VIEW + Split.index(item) % OF_VIEW);
    }

    /** The scene and the question of an item. */
    public SceneDraw.Drawn item(long item) {
        return draw(item).draw(stream(item));
    }

    /**
     * The scene and the question of an item, and its picture.
     *
     * @param item the item
     * @param painter paints
     * @param into written to
     * @param at the index of the picture's first number
     * @return scene and question
     */
    public SceneDraw.Drawn paint(long item, Painter painter, float[] into, int at) {
        RandomStream random = stream(item);
        SceneDraw.Drawn drawn = draw(item).draw(random);
        painter.paint(drawn.scene(), random, into, at);
        return drawn;
    }

    /** The right path of an item. */
    public static ScenePath reference(SceneDraw.Drawn drawn) {
        return ScenePath.of(drawn.question(), drawn.scene().concerned(drawn.question()));
    }

    /**
     * Plants errors into the right path of an item.
     *
     * @param kinds how often each kind of what is seen is tried; empty for equally often
     */
    public Planted plant(long item, int errors, double[] kinds, RandomStream random) {
        SceneDraw.Drawn drawn = item(item);
        return SpoiledPath.plant(drawn.scene(), drawn.question(), errors, kinds, random);
    }

    /** Holds a path against the scene. */
    public Assessment assess(long item, int[] tokens) {
        SceneDraw.Drawn drawn = item(item);
        ScenePath path = ScenePath.read(tokens);
        List<Claim> truth = drawn.scene().claims();
        List<Claim> wanted = drawn.scene().concerned(drawn.question());
        Set<Claim> right = new HashSet<>(path.claims());
        right.retainAll(wanted);
        long absent = path.claims().stream()
                .filter(claim -> truth.stream().noneMatch(other -> other.cell() == claim.cell()))
                .count();
        int claimed = path.claims().size();
        return new Assessment(
                path.answer() == reference(drawn).answer(),
                path.answer(),
                claimed + wanted.size() == 0 ? 1 : 2.0 * right.size() / (claimed + wanted.size()),
                claimed == 0 ? 0 : absent / (double) claimed,
                errors(drawn, path));
    }

    /** Everything that is wrong with a path. */
    private static Set<Note> errors(SceneDraw.Drawn drawn, ScenePath path) {
        Set<Note> errors = new HashSet<>();
        Set<Integer> claimed = new HashSet<>();
        for (Claim claim : path.claims()) {
            Claim truth = at(drawn.scene(), claim.cell());
            if (!claimed.add(claim.cell()) || truth == null) {
                errors.add(new Note(claim.cell(), SceneTokens.ABSENT));
            } else {
                for (Attribute attribute : Attribute.values()) {
                    if (truth.value(attribute) != claim.value(attribute)) {
                        errors.add(new Note(claim.cell(), attribute.ordinal()));
                    }
                }
            }
        }
        for (Claim truth : drawn.scene().concerned(drawn.question())) {
            if (!claimed.contains(truth.cell())) {
                errors.add(new Note(truth.cell(), SceneTokens.MISSED));
            }
        }
        if (!path.follows(drawn.question())) {
            errors.add(new Note(SceneTokens.RESULT, SceneTokens.ARITH));
        }
        return errors;
    }

    private static Claim at(Scene scene, int cell) {
        return scene.claims().stream()
                .filter(claim -> claim.cell() == cell)
                .findFirst()
                .orElse(null);
    }
}
