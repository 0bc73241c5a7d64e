package io.polycritic.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A service of a bundle that has figures of its own; monitoring asks it whenever somebody looks. */
@ConsumerType
public interface FigureSource {
    /**
     * The figures as they are now: always the same names, and quickly.
     *
     * @return the figures
     */
    List<Figure> figures();
}
