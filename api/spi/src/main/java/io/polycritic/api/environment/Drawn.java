package io.polycritic.api.environment;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A lane that can draw itself, for replays. */
@ConsumerType
public interface Drawn {
    /**
     * Draws the present state.
     *
     * @return the marks from back to front
     */
    List<Mark> draw();

    /**
     * One mark of a drawing, in units of the world, y upwards.
     *
     * @param shape what to draw
     * @param xs the corners' x, or the centre's
     * @param ys the corners' y, or the centre's
     * @param radius the radius of a circle, 0 otherwise
     * @param role what it stands for, chosen by the world; decides the colour: {@code table}, {@code block},
     *     {@code tip}
     * @param text a label, maybe empty
     */
    record Mark(Form shape, double[] xs, double[] ys, double radius, String role, String text) {}

    /** The forms of marks. */
    enum Form {
        /** A filled circle. */
        CIRCLE,
        /** A filled polygon. */
        POLYGON,
        /** An open line. */
        LINE
    }
}
