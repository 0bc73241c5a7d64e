package io.polycritic.plugins.critics.value;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.nn.Losses;

/** How errors of expected returns count. */
public enum TdLoss {
    /** Their squares. */
    SQUARE,
    /** Half their squares up to 1, their sizes beyond. */
    HUBER;

    /** The loss of each error. */
    Node of(Node errors) {
        return this == SQUARE ? Elementwise.square(errors) : Losses.huber(errors);
    }
}
