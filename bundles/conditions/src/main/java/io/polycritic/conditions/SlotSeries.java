package io.polycritic.conditions;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The series of a run as seen from one slot. */
final class SlotSeries {
    /** More make no better guard, and a longer condition. */
    private static final int MOST = 12;

    private final String slot;
    private final List<String> all;

    SlotSeries(String slot, Collection<String> series) {
        this.slot = slot;
        this.all = series.stream().filter(name -> !name.contains("'")).sorted().toList();
    }

    /** All of the slot. */
    List<String> own() {
        return starting(slot + "/");
    }

    /** Those of the slot by name. */
    List<String> own(String... names) {
        return named(slot, names);
    }

    /** Those of the learner by name. */
    List<String> learner(String... names) {
        return named("learner", names);
    }

    /** Those of the run itself by name. */
    List<String> run(String... names) {
        return named("run", names);
    }

    /** The return that a critic or reward has its name from, else all returns. */
    List<String> returns() {
        int dot = slot.indexOf('.');
        boolean judges = slot.startsWith("critics.") || slot.startsWith("rewards.");
        List<String> one = judges ? learner("return." + slot.substring(dot + 1)) : List.of();
        if (!one.isEmpty()) {
            return one;
        }
        List<String> own = learner("return");
        return own.isEmpty() ? starting("learner/return.") : own;
    }

    /** Returns that evaluators measured. */
    List<String> evaluated() {
        return some(all.stream()
                .filter(name -> name.startsWith("evaluators.") && name.contains("/return"))
                .toList());
    }

    /** The gradient norm of an optimizer, else those of all optimizers. */
    List<String> gradients() {
        List<String> own = own("gradientNorm");
        return own.isEmpty()
                ? some(all.stream()
                        .filter(name -> name.startsWith("optimizers.") && name.endsWith("/gradientNorm"))
                        .toList())
                : own;
    }

    private List<String> named(String path, String... names) {
        return Arrays.stream(names)
                .map(name -> path + "/" + name)
                .filter(all::contains)
                .toList();
    }

    private List<String> starting(String prefix) {
        return some(all.stream().filter(name -> name.startsWith(prefix)).toList());
    }

    private static List<String> some(List<String> found) {
        return found.subList(0, Math.min(found.size(), MOST));
    }
}
