package io.polycritic.api.model;

import io.polycritic.api.tensor.Computation;
import java.util.Map;

/**
 * A function that a part has learned, as a graph of everything from the environment's numbers to the result: scales and
 * normalisation are part of it.
 *
 * @param name lower camel case, unique in its part: {@code policy}
 * @param description one sentence: what comes in, what goes out, in which units
 * @param computation the function; its inputs are those of its graph
 * @param constants values of those inputs that are no one's to choose, such as the weights of critics, by name
 */
public record GraphModel(String name, String description, Computation computation, Map<String, float[]> constants) {
    /** The input that has observations [rows, o], in the units of the environment. */
    public static final String OBSERVATION = "observation";

    /** The input that has what the function is conditioned on besides, [rows, d]; absent where that is nothing. */
    public static final String CONDITION = "condition";

    /** The output that has actions [rows, a], in the units of the environment; classes as numbers from 0. */
    public static final String ACTION = "action";

    /**
     * A function all of whose inputs are the caller's.
     *
     * @param name lower camel case, unique in its part
     * @param description one sentence
     * @param computation the function
     */
    public GraphModel(String name, String description, Computation computation) {
        this(name, description, computation, Map.of());
    }

    /**
     * Copies the constants' map.
     *
     * @param name lower camel case, unique in its part
     * @param description one sentence
     * @param computation the function
     * @param constants values of inputs by name
     */
    public GraphModel {
        constants = Map.copyOf(constants);
    }
}
