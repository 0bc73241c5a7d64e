package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.GradientAggregator;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.Wiring;

/** The optimizers in other slots that one works through. They keep their own state, so each can be exchanged alone. */
final class Below {
    private static final String GROUP = "optimizers.";

    private final Slot<GradientOptimizer> base;
    private final Slot<GradientAggregator> aggregator;

    /**
     * Names the slots.
     *
     * @param aggregator the aggregator's slot, or null where none is needed
     */
    Below(PartContext context, String base, String aggregator) {
        this.base = context.slot(path(context, "base", base), GradientOptimizer.class);
        this.aggregator = aggregator == null
                ? null
                : context.slot(path(context, "aggregator", aggregator), GradientAggregator.class);
    }

    private static String path(PartContext context, String key, String name) {
        String path = GROUP + name;
        if (path.equals(context.path())) {
            throw new InvalidConfigException(
                    key, "found '" + name + "', the optimizer's own slot; allowed is another optimizer's");
        }
        return path;
    }

    Wiring.Builder wiring() {
        Wiring.Builder wiring = Wiring.builder().calls(base.path(), GradientOptimizer.class, 1);
        return aggregator == null ? wiring : wiring.calls(aggregator.path(), GradientAggregator.class, 1);
    }

    GradientOptimizer base() {
        return base.get();
    }

    GradientAggregator aggregator() {
        return aggregator.get();
    }
}
