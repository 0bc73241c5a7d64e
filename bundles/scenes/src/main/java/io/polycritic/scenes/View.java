package io.polycritic.scenes;

/** How scenes are drawn. */
public enum View {
    /** In half of the objects the shape follows the colour: red square, green disc, blue triangle, yellow disc. */
    BIASED(1, 6, 0.5),
    /** All attributes are uniform and independent. */
    UNBIASED(1, 6, 0),
    /** The same with five or six objects. */
    CROWDED(5, 6, 0);

    private final int least;
    private final int most;
    private final double follows;

    View(int least, int most, double follows) {
        this.least = least;
        this.most = most;
        this.follows = follows;
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    double follows() {
        return follows;
    }
}
