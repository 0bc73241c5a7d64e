package io.polycritic.scenes;

/** How scenes are drawn. */
public enum View {
    /** In some objects the shape follows the colour: red square, green disc, blue triangle, yellow disc. */
    BIASED(1, 6),
    /** All attributes are uniform and independent. */
    UNBIASED(1, 6),
    /** The same with five or six objects. */
    CROWDED(5, 6);

    private final int least;
    private final int most;

    View(int least, int most) {
        this.least = least;
        this.most = most;
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }
}
