package io.polycritic.plugins.critics.value;

import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import java.util.List;

/** Which of several networks' values a policy is judged by. */
public enum PolicyValue {
    /** The least of them, as in SAC. */
    MINIMUM,
    /** Their mean, as in REDQ. */
    MEAN,
    /** The first one, as in TD3. */
    FIRST;

    /** Joins values of the same shape. */
    Node of(List<Node> values) {
        return switch (this) {
            case MINIMUM -> values.stream().reduce(Elementwise::minimum).orElseThrow();
            case MEAN ->
                Elementwise.scale(values.stream().reduce(Elementwise::add).orElseThrow(), 1f / values.size());
            case FIRST -> values.get(0);
        };
    }
}
