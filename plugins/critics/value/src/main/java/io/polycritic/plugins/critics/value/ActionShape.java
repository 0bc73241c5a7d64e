package io.polycritic.plugins.critics.value;

import io.polycritic.api.experience.Space;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Shaping;

/**
 * How actions enter networks.
 *
 * @param finite whether networks give a value for each of them
 * @param count the number of actions that a network judges at once, n; 1 where the action is an input
 * @param width numbers of an action that is an input, a; 0 for finite actions
 */
record ActionShape(boolean finite, int count, int width) {
    static ActionShape of(Space actions) {
        return actions.isCategory()
                ? new ActionShape(true, QSettings.classes(actions), 0)
                : new ActionShape(false, 1, actions.width());
    }

    /** Actions as an input of a graph: [B] classes or [B, a]. */
    Node input(String name, int rows) {
        return finite ? Graphs.input(name, rows) : Graphs.input(name, rows, width);
    }

    /** What networks see: features, and the action where it is an input. */
    Node inputs(Node features, Node actions) {
        return finite ? features : Shaping.concat(1, features, actions);
    }
}
