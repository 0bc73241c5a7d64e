package io.polycritic.api.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one setting of a plugin: the methods of a plugin's configuration annotation carry it. The method's name is
 * the key, its type the type ({@code boolean, int, long, double, String}, an enum, or an array of these), its
 * {@code default} the default; a method without a default is a required setting. The platform checks a run spec against
 * all this before a part is made, and derives JSON Schema and forms from it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Setting {
    /**
     * What it does, in one sentence for people.
     *
     * @return the description
     */
    String value();

    /**
     * The unit, if it has one.
     *
     * @return for example {@code m}, {@code s}, {@code steps}
     */
    String unit() default "";

    /**
     * The least number allowed, for numbers and for each element of an array.
     *
     * @return the lower limit, itself allowed
     */
    double min() default Double.NEGATIVE_INFINITY;

    /**
     * The greatest number allowed.
     *
     * @return the upper limit, itself allowed
     */
    double max() default Double.POSITIVE_INFINITY;

    /**
     * Whether the value may be changed in a running part without losing any of its state. At a safe point the engine
     * then makes the part again with the other value: in the slot's present generation but with a new
     * {@link Slot#revision}, with the whole state of the part before it, read by {@link State#reader()}, which throws
     * where anything is missing, and with the random streams of its context as they were.
     *
     * <p>So a live setting changes neither names nor sizes of what {@link Part#save} writes, nor the part's
     * {@link Wiring}, nor the spec of an environment; it acts on what comes, and an initial value that counts only
     * before the first update is not live. The contract tests of the test kit hold each plugin to that.
     *
     * @return false where such a change takes a swap
     */
    boolean live() default false;
}
