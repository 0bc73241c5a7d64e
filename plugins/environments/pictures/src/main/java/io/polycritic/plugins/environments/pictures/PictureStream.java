package io.polycritic.plugins.environments.pictures;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.environment.SplitStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.datasets.Images;
import io.polycritic.vision.Augmentation;
import io.polycritic.vision.Canvas;
import io.polycritic.vision.ViewMaker;
import java.util.List;

/**
 * Labelled pictures in views. A view is a function of (seed, epoch, item, view index), so another number of views
 * leaves the first ones as they are; seed, epoch and place within it are the state.
 */
final class PictureStream implements MultiViewStream, SplitStream {
    /** Whether a row of an episode is one to learn from (1) or to be told (0). */
    static final String SUPPORT = "support";

    private final PictureSet pictures;
    private final Look look;
    private final Episodes episodes;
    private final RandomStream episodeRandom;
    private final EnvironmentSpec spec;
    private final FieldSpec image;
    private final FieldSpec label;
    private final FieldSpec item;
    private final ViewMaker maker;
    private final Order order;
    private int[] drawn = new int[0];
    private int[] drawnLabels = new int[0];

    /**
     * How pictures are shown: the number of views, what is done to each, and the usual mean and deviation of pixels.
     */
    record Look(int views, List<Augmentation> augmentations, double mean, double deviation) {}

    PictureStream(PictureSet pictures, Look look, Episodes episodes, PartContext context) {
        Images any = pictures.train();
        this.pictures = pictures;
        this.look = look;
        this.episodes = episodes;
        this.episodeRandom = context.random("episodes");
        this.image = FieldSpec.numbers(Fields.IMAGE, any.channels(), any.height(), any.width());
        this.label = FieldSpec.category(Fields.LABEL, episodes.wanted() ? episodes.way() : pictures.classes());
        this.item = FieldSpec.numbers(Fields.ITEM);
        Space observation = episodes.wanted()
                ? Space.of(image, label, item, FieldSpec.category(SUPPORT, 2))
                : Space.of(image, label, item);
        this.spec = EnvironmentSpec.single(observation, Space.EMPTY, Space.EMPTY, 0, 0);
        this.maker = new ViewMaker(
                new Canvas(any.channels(), any.height(), any.width()), look.augmentations, look.mean, look.deviation);
        this.order =
                new Order(pictures.items(Split.TRAIN), context.random("views").nextLong());
        if (episodes.wanted()) {
            episodes.check(labels(), pictures.items(Split.TRAIN), pictures.classes());
        }
    }

    private int[] labels() {
        return pictures.trainLabels();
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public int views() {
        return look.views;
    }

    @Override
    public int items(Split split) {
        return pictures.items(split).length;
    }

    @Override
    public boolean next(Batch batch) {
        int views = batch.leading().rank() > 1 ? batch.leading().length(0) : 1;
        int count = batch.rows() / views;
        if (drawn.length != count) {
            drawn = new int[count];
            drawnLabels = new int[count];
        }
        draw(count);
        float[] images = batch.put(image);
        float[] classes = batch.put(label);
        float[] ids = batch.put(item);
        Images source = pictures.train();
        int size = source.size();
        for (int v = 0; v < views; v++) {
            for (int i = 0; i < count; i++) {
                int row = v * count + i;
                maker.view(source::write, order.seed(), order.epoch(), drawn[i], v, images, row * size);
                classes[row] = drawnLabels[i];
                ids[row] = drawn[i];
            }
        }
        if (episodes.wanted()) {
            float[] support = batch.put(FieldSpec.category(SUPPORT, 2));
            for (int row = 0; row < support.length; row++) {
                support[row] = row % count < episodes.way() * episodes.shot() ? 1 : 0;
            }
        }
        return true;
    }

    private void draw(int count) {
        int[] train = pictures.items(Split.TRAIN);
        if (episodes.wanted()) {
            if (count != episodes.size()) {
                throw new InvalidConfigException(
                        "way",
                        "an episode has " + episodes.size() + " items (way times shot plus query), a batch of " + count
                                + " is wanted");
            }
            episodes.draw(labels(), train, pictures.classes(), episodeRandom, drawn, drawnLabels);
            return;
        }
        order.next(drawn);
        for (int i = 0; i < count; i++) {
            drawnLabels[i] = labels()[drawn[i]];
        }
    }

    @Override
    public void read(Split split, int[] items, Batch batch) {
        int[] from = pictures.items(split);
        Images source = pictures.images(split);
        int size = source.size();
        float[] images = batch.put(image);
        float[] classes = batch.put(FieldSpec.category(Fields.LABEL, pictures.classes()));
        float[] ids = batch.put(item);
        for (int row = 0; row < batch.rows(); row++) {
            int picture = from[items[row % items.length]];
            maker.clean(source::write, picture, images, row * size);
            classes[row] = pictures.label(split, picture);
            ids[row] = picture;
        }
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().provides(VIEWS, look.views).build();
    }

    @Override
    public void save(StateWriter out) {
        order.save(out);
        out.put("data", pictures.digest());
    }

    @Override
    public void load(StateReader in) {
        in.text("data").filter(data -> !data.equals(pictures.digest())).ifPresent(data -> {
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    "environment",
                    "the run was begun with other data: the sums of its files are " + data + ", those found now are "
                            + pictures.digest());
        });
        order.load(in);
    }
}
