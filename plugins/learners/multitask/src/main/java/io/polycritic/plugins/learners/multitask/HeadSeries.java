package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.plugin.Metrics;
import io.polycritic.multitask.AttentionHeads;

/** Charts weight and value of each head, for each target where there are several. */
final class HeadSeries {
    private final String[][] weights;
    private final String[][] values;

    HeadSeries(int heads, int targets) {
        weights = new String[heads][targets];
        values = new String[heads][targets];
        for (int head = 0; head < heads; head++) {
            for (int target = 0; target < targets; target++) {
                String which = "head" + head + (targets == 1 ? "" : ".target" + target);
                weights[head][target] = "weight." + which;
                values[head][target] = "value." + which;
            }
        }
    }

    void record(AttentionHeads heads, Metrics metrics) {
        for (int head = 0; head < weights.length; head++) {
            for (int target = 0; target < weights[head].length; target++) {
                metrics.record(weights[head][target], heads.weight(head, target));
                metrics.record(values[head][target], heads.value(head, target));
            }
        }
    }
}
