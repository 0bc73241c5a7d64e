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
 * @param snapshots when snapshots are taken, and how many are kept
 * @param hangSeconds after how many seconds an update counts as hung
 * @param automation what the run changes by itself
 * @param upgrades what is done when a higher version of a plugin is there
 */
record RunSpec(
        String name,
        long seed,
        long steps,
        Map<String, SlotSpec> slots,
        Snapshots snapshots,
        long hangSeconds,
        Automation automation,
        UpgradePolicy upgrades) {
    /** Seconds after which an update counts as hung where a spec does not say. */
    static final long USUAL_HANG_SECONDS = 300;

    /**
     * Snapshots of a run.
     *
     * @param every one after so many updates
     * @param keep how many are kept
     */
    record Snapshots(int every, int keep) {}

    /**
     * The part wanted in a slot.
     *
     * @param plugin its plugin, {@code id} or {@code id@version}
     * @param config its configuration
     * @param weight the weight of its signal
     * @param rules for an evaluator: after how many updates it evaluates, 0 for the end of the run only; for all: what
     *     is done when the part fails
     */
    record SlotSpec(String plugin, Map<String, Object> config, double weight, Seat.Rules rules) {}

    /** The same spec with another seed or budget; null keeps the present one. */
    RunSpec with(Long otherSeed, Long otherSteps) {
        return new RunSpec(
                name,
                otherSeed == null ? seed : otherSeed,
                otherSteps == null ? steps : otherSteps,
                slots,
                snapshots,
                hangSeconds,
                automation,
                upgrades);
    }

    /** The same spec with other slots, and with other changes that it makes by itself. */
    RunSpec with(Map<String, SlotSpec> others, Automation own) {
        return new RunSpec(name, seed, steps, others, snapshots, hangSeconds, own, upgrades);
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
                one.put("every", slot.rules().every());
            }
            if (slot.rules().onFault() != OnFault.FAIL) {
                one.put("onFault", slot.rules().onFault().word());
            }
            if (path.equals(kind.single())) {
                json.put(path, one);
            } else {
                group(json, kind.group()).put(path.substring(path.indexOf('.') + 1), one);
            }
        });
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("every", snapshots.every());
        kept.put("keep", snapshots.keep());
        json.put("snapshots", kept);
        json.put("upgrades", upgrades.word());
        json.put("faults", Map.of("hangSeconds", hangSeconds));
        automation.write(json);
        return json;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> group(Map<String, Object> json, String group) {
        return (Map<String, Object>) json.computeIfAbsent(group, key -> new LinkedHashMap<String, Object>());
    }
}
