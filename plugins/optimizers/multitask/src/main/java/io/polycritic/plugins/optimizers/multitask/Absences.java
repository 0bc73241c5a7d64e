package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** Counts in how many steps an objective was left out because the batch said nothing about it. */
final class Absences {
    /** After so many steps without a word about an objective somebody is told. */
    static final int LONG = 100;

    private static final String PREFIX = "absent";

    private final PartContext context;

    /** By objective: steps in a row, and in all. */
    private final Map<String, long[]> counts = new TreeMap<>();

    Absences(PartContext context) {
        this.context = context;
    }

    /** Counts a step. */
    void count(Objectives objectives) {
        for (int i = 0; i < objectives.count(); i++) {
            String name = objectives.name(i);
            long[] count = counts.get(name);
            if (objectives.active(i)) {
                if (count != null) {
                    count[0] = 0;
                }
                continue;
            }
            if (count == null) {
                count = new long[2];
                counts.put(name, count);
            }
            count[0]++;
            count[1]++;
            context.metrics().record("absent." + name, count[1]);
            if (count[0] == LONG) {
                context.logger()
                        .log(
                                System.Logger.Level.WARNING,
                                "objective '" + name + "' was left out of the last " + LONG
                                        + " steps: no batch said anything about it");
            }
        }
    }

    void save(StateWriter out) {
        counts.forEach((name, count) -> out.under(PREFIX).put(name, count));
    }

    void load(StateReader in) {
        counts.clear();
        StateReader saved = in.under(PREFIX);
        for (String name : saved.names()) {
            long[] count = new long[2];
            if (saved.read(name, count)) {
                counts.put(name, count);
            }
        }
    }
}
