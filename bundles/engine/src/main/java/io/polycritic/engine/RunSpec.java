package io.polycritic.engine;

import io.polycritic.api.plugin.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run consists of.
 *
 * @param name the run's name
 * @param seed the seed of all its random streams
 * @param steps the budget, in environment steps
 * @param slots the parts wanted, by slot path, environment first
 * @param snapshotEvery a snapshot after so many updates
 * @param snapshotKeep how many snapshots are kept
 */
record RunSpec(String name, long seed, long steps, Map<String, SlotSpec> slots, int snapshotEvery, int snapshotKeep) {
    /**
     * The part wanted in a slot.
     *
     * @param plugin its plugin, {@code id} or {@code id@version}
     * @param config its configuration
     * @param weight the weight of its signal
     * @param every for an evaluator: evaluate after so many updates; 0 for the end of the run only
     */
    record SlotSpec(String plugin, Map<String, Object> config, double weight, int every) {}

    /** The same spec with another seed or budget; null keeps the present one. */
    RunSpec with(Long otherSeed, Long otherSteps) {
        return new RunSpec(
                name,
                otherSeed == null ? seed : otherSeed,
                otherSteps == null ? steps : otherSteps,
                slots,
                snapshotEvery,
                snapshotKeep);
    }

    /** The same spec with other slots. */
    RunSpec with(Map<String, SlotSpec> others) {
        return new RunSpec(name, seed, steps, others, snapshotEvery, snapshotKeep);
    }

    /** The spec as a JSON object, as {@link RunSpecReader} reads it. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("seed", seed);
        json.put("budget", Map.of("steps", steps));
        slots.forEach((path, slot) -> {
            Kind kind = Kind.ofPath(path);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("plugin", slot.plugin());
            one.put("config", slot.config());
            if (kind == Kind.CRITIC || kind == Kind.REWARD_MODEL) {
                one.put("weight", slot.weight());
            }
            if (kind == Kind.EVALUATOR) {
                one.put("every", slot.every());
            }
            if (path.equals(kind.single())) {
                json.put(path, one);
            } else {
                group(json, kind.group()).put(path.substring(path.indexOf('.') + 1), one);
            }
        });
        json.put("snapshots", Map.of("every", snapshotEvery, "keep", snapshotKeep));
        return json;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> group(Map<String, Object> json, String group) {
        return (Map<String, Object>) json.computeIfAbsent(group, key -> new LinkedHashMap<String, Object>());
    }
}
