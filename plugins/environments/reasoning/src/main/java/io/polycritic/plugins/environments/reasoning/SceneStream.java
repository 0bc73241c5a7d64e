package io.polycritic.plugins.environments.reasoning;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.InputScale;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.critique.Assessment;
import io.polycritic.critique.NoteGrammar;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import io.polycritic.critique.Planted;
import io.polycritic.critique.Split;
import io.polycritic.scenes.Attribute;
import io.polycritic.scenes.Claim;
import io.polycritic.scenes.Painter;
import io.polycritic.scenes.Scene;
import io.polycritic.scenes.SceneDraw;
import io.polycritic.scenes.SceneTokens;
import io.polycritic.scenes.SceneWorld;
import java.util.Arrays;
import java.util.List;

/**
 * Scenes as rows: item, picture, question, right path; path and critique are empty, for nothing was tried yet. What
 * lies in the cells is told of training items alone.
 */
final class SceneStream implements PathStream {
    private static final PathSpace SPACE = SceneTokens.space();

    /** The words for size, colour and shape of what is in each cell; -1 for none, or where it is not told. */
    private static final FieldSpec CELLS = new FieldSpec(
            "cells",
            FieldType.CATEGORY,
            Shape.of(Scene.CELLS, Attribute.values().length),
            PathSpace.NONE,
            SPACE.vocabulary() - 1.0,
            "",
            InputScale.NONE);

    private static final FieldSpec PICTURE =
            FieldSpec.numbers(Fields.IMAGE, 3, Painter.PIXELS, Painter.PIXELS).within(0, 1);
    private static final FieldSpec QUESTION = SPACE.tokens(PathSpace.QUESTION, SPACE.question());
    private static final FieldSpec REFERENCE = SPACE.paths(PathSpace.REFERENCE);
    private static final FieldSpec PATH = SPACE.paths(PathSpace.PATH);
    private static final FieldSpec CRITIQUE = SPACE.critiques(PathSpace.CRITIQUE);
    private static final EnvironmentSpec SPEC = new EnvironmentSpec(
            Space.of(FieldSpec.numbers(Fields.ITEM), PICTURE, QUESTION, REFERENCE, PATH, CRITIQUE, CELLS),
            Space.EMPTY,
            Space.EMPTY,
            0,
            0,
            List.of(EnvironmentSpec.SINGLE_AGENT));

    private final SceneWorld world;
    private final Split split;
    private final Painter painter;
    private final RandomStream random;

    SceneStream(ShapeScenes.Config config, RandomStream random) {
        this.world = new SceneWorld(config.seed(), config.view(), config.bias(), config.scenes());
        this.split = config.split();
        this.painter = new Painter(config.noise());
        this.random = random;
    }

    @Override
    public EnvironmentSpec spec() {
        return SPEC;
    }

    @Override
    public NoteGrammar notes() {
        return SceneTokens.notes();
    }

    @Override
    public long size(Split of) {
        return world.size(of);
    }

    @Override
    public boolean next(Batch batch) {
        long[] items = new long[batch.rows()];
        for (int row = 0; row < items.length; row++) {
            items[row] = split.item(random.nextLong(world.size(split)));
        }
        read(batch, items);
        return true;
    }

    @Override
    public void read(Batch batch, long[] items) {
        float[] numbers = batch.put(FieldSpec.numbers(Fields.ITEM));
        float[] pictures = batch.put(PICTURE);
        float[] questions = batch.put(QUESTION);
        float[] references = batch.put(REFERENCE);
        float[] cells = batch.put(CELLS);
        Arrays.fill(batch.put(PATH), PathSpace.NONE);
        Arrays.fill(batch.put(CRITIQUE), PathSpace.NONE);
        Arrays.fill(cells, PathSpace.NONE);
        for (int row = 0; row < items.length; row++) {
            SceneDraw.Drawn drawn = world.paint(items[row], painter, pictures, row * Painter.SIZE);
            numbers[row] = world.number(items[row]);
            int[] question = SceneTokens.write(drawn.question());
            PathSpace.write(question, questions, row, SPACE.question());
            PathSpace.write(SceneWorld.reference(drawn).tokens(), references, row, SPACE.path());
            if (Split.of(items[row]) == Split.TRAIN) {
                tell(drawn.scene(), cells, row * CELLS.width());
            }
        }
    }

    private static void tell(Scene scene, float[] cells, int at) {
        int attributes = Attribute.values().length;
        for (int cell = 0; cell < Scene.CELLS; cell++) {
            cells[at + cell * attributes] = SceneTokens.NOTHING;
        }
        for (Claim claim : scene.claims()) {
            int from = at + claim.cell() * attributes;
            for (Attribute attribute : Attribute.values()) {
                cells[from + attribute.ordinal()] = SceneTokens.of(attribute, claim.value(attribute));
            }
        }
    }

    @Override
    public Planted plant(long item, int errors, double[] kinds, RandomStream choices) {
        return world.plant(item, errors, kinds, choices);
    }

    @Override
    public Assessment assess(long item, int[] path) {
        return world.assess(item, path);
    }

    @Override
    public Wiring wiring() {
        return Wiring.NONE;
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
}
