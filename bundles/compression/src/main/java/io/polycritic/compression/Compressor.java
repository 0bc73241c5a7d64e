package io.polycritic.compression;

import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Parameters;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Extracts, calibrates, quantises and tries sub-networks of one super-network. Used by one thread at a time. */
public final class Compressor implements AutoCloseable {
    /** The least number of pictures that a calibration takes. */
    public static final int LEAST_CALIBRATION = 16;

    /** Pictures of one pass of a program: so few that what lies between two matrices stays in a core's own cache. */
    private static final int ROWS = 32;

    private final Parameters shared;
    private final Pictures calibration;
    private final Stages<Observing> observing;
    private final Stages<Rounding> rounding;

    /**
     * Makes a compressor.
     *
     * @param compute compiles programs, one for each size of a layer
     * @param largest the super-network
     * @param shared its parameters; read, never changed
     * @param calibration what ranges of activations are taken from
     * @throws IllegalArgumentException if there are fewer than {@link #LEAST_CALIBRATION} pictures
     */
    public Compressor(Compute compute, Vit largest, Parameters shared, Pictures calibration) {
        if (calibration.count() < LEAST_CALIBRATION) {
            throw new IllegalArgumentException(
                    "calibration needs at least " + LEAST_CALIBRATION + " pictures, found " + calibration.count());
        }
        this.shared = shared;
        this.calibration = calibration;
        this.observing = new Stages<>(compute, largest, ROWS, largest.tokens(), Observing::new, Observing::addTo);
        this.rounding = new Stages<>(compute, largest, ROWS, 1, Rounding::new, (hooks, computation) -> {});
    }

    /**
     * Extracts a sub-network, calibrates it in floating point, and quantises it.
     *
     * @param choice the sub-network and its widths
     * @return the network
     * @throws IllegalArgumentException if a matrix cannot be quantised, naming it
     */
    public Compressed compress(Choice choice) {
        Parameters own = choice.network().extract(shared);
        boolean whole = Arrays.stream(choice.bits()).allMatch(bits -> bits == Choice.FLOAT);
        return Compressed.of(choice, own, whole ? none(choice) : observed(choice.network(), own));
    }

    private static List<Range> none(Choice choice) {
        return Collections.nCopies(choice.bits().length, null);
    }

    private List<Range> observed(Vit network, Parameters own) {
        Observing.Pass pass = new Observing.Pass();
        observing.run(network, own, calibration, pass);
        return pass.ranges();
    }

    /**
     * The scores of pictures.
     *
     * @param compressed a network
     * @param pictures any number
     * @return [n, classes], perhaps followed by others
     */
    public float[] scores(Compressed compressed, Pictures pictures) {
        Rounding.Pass pass = new Rounding.Pass(compressed.ranges().iterator());
        return rounding.run(compressed.choice().network(), compressed.parameters(), pictures, pass);
    }

    /**
     * How many pictures are told right.
     *
     * @param compressed a network
     * @param pictures labelled pictures
     * @return 1 or 0 for each picture
     */
    public double[] correct(Compressed compressed, Pictures pictures) {
        int classes = compressed.choice().network().classes();
        float[] scores = scores(compressed, pictures);
        double[] correct = new double[pictures.count()];
        for (int i = 0; i < correct.length; i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = scores[i * classes + c] > scores[i * classes + best] ? c : best;
            }
            correct[i] = best == pictures.labels()[i] ? 1 : 0;
        }
        return correct;
    }

    @Override
    public void close() {
        observing.close();
        rounding.close();
    }
}
