package io.polycritic.bench;

import io.polycritic.api.control.RunControl;
import io.polycritic.api.control.SettingRequest;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.control.SwapRequest;
import io.polycritic.api.control.Ticket;
import io.polycritic.api.control.TicketChange;
import io.polycritic.bench.census.BrittleCritics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Draws what people could ask of a run: good and bad, each of them one ticket. */
final class Wishes {
    private static final String CRITIC = "critics.task";
    private static final List<String> CRITICS = List.of("critics.task", "critics.side", "critics.near");
    private static final String ADDED = "critics.added";
    private static final String TRIPPING = "count('rewards.count/transitions') >= 2";
    private static final int LONGEST_SPAN = 4;

    /** Long enough for what breaks late. */
    private static final long LONG_PROBATION = 8;

    private final RunControl runs;
    private final String run;
    private final Random random;

    /** The random numbers decide what is asked for; who is served first, the threads. */
    Wishes(RunControl runs, String run, Random random) {
        this.runs = runs;
        this.run = run;
        this.random = random;
    }

    /** Asks for something, and waits for what becomes of it. */
    Ticket next() {
        int chance = random.nextInt(100);
        if (chance < 30) {
            return exchange(pick(CRITICS), "v-critic", critic(), TicketChange.MODES);
        } else if (chance < 38) {
            boolean gone = random.nextBoolean();
            return exchange(ADDED, gone ? "" : "v-critic", gone ? Map.of() : critic(), hard());
        } else if (chance < 46) {
            List<String> modes = List.of(TicketChange.WARM, TicketChange.COLD, TicketChange.SHADOW, TicketChange.BLEND);
            return exchange("rewards.side", "environment-reward", Map.of("scale", random.nextDouble()), modes);
        } else if (chance < 54) {
            String slot = random.nextBoolean() ? "optimizers.actor" : "optimizers.critics";
            return exchange(slot, pick(List.of("adam", "adamw", "rmsprop")), Map.of("learningRate", rate()), hard());
        } else if (chance < 62) {
            List<String> modes = List.of(TicketChange.WARM, TicketChange.COLD, TicketChange.BLEND);
            return exchange("environment", "bench-world", Map.of("noise", random.nextDouble()), modes);
        } else if (chance < 66) {
            return exchange("learner", "multi-critic-ppo", learner(), hard());
        } else if (chance < 82) {
            return setting();
        } else if (chance < 90) {
            return brittle();
        }
        return wrong();
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<Integer> width() {
        return pick(List.of(List.of(64, 64), List.of(64, 64), List.of(32, 32), List.of(48)));
    }

    /** A critic of any width; it judges the same reward in any slot. */
    private Map<String, Object> critic() {
        return Map.of("reward", "side", "hidden", width(), "minibatch", 128);
    }

    private static List<String> hard() {
        return List.of(TicketChange.WARM, TicketChange.COLD);
    }

    private double rate() {
        return 1e-5 + 1e-3 * random.nextDouble();
    }

    /** The learner as it is, but for its clip: with other lanes or layers there would be nothing to carry. */
    private Map<String, Object> learner() {
        Map<String, Object> config = runs.run(run).slots().stream()
                .filter(slot -> slot.path().equals("learner"))
                .findFirst()
                .map(SlotView::config)
                .orElseThrow();
        Map<String, Object> other = new LinkedHashMap<>(config);
        other.put("clip", 0.1 + 0.2 * random.nextDouble());
        return other;
    }

    private Ticket exchange(String slot, String plugin, Map<String, Object> config, List<String> modes) {
        boolean trips = random.nextInt(5) == 0;
        String mode = pick(modes);
        long span = 1L + random.nextInt(LONGEST_SPAN);
        return runs.swap(
                run,
                new SwapRequest(
                        slot,
                        plugin,
                        config,
                        mode,
                        TicketChange.SHARING.contains(mode) ? span : null,
                        null,
                        trips ? List.of(TRIPPING) : null,
                        trips ? LONG_PROBATION : random.nextInt(3),
                        tries()));
    }

    private Ticket setting() {
        double share = random.nextDouble();
        SettingRequest request =
                switch (random.nextInt(6)) {
                    case 0 -> set(CRITIC, SettingRequest.WEIGHT, 0.5 + share);
                    case 1 -> set(CRITIC, "lambda", 0.5 + share / 2);
                    case 2 -> set("learner", "clip", 0.1 + share / 4);
                    case 3 -> set("environment", "noise", share);
                    case 4 -> set("rewards.side", "scale", share);
                    default -> set("optimizers.actor", "learningRate", rate());
                };
        return runs.set(run, request);
    }

    private SettingRequest set(String slot, String setting, Object value) {
        boolean trips = random.nextInt(10) == 0;
        List<String> guards = trips ? List.of(TRIPPING) : null;
        return new SettingRequest(slot, setting, value, guards, trips ? LONG_PROBATION : null, tries());
    }

    /** Trials on a copy of the run take as long as some updates, so few of many are tried. */
    private boolean tries() {
        return random.nextInt(8) == 0;
    }

    /** Without a trial first, every other time: then the run itself is hit. */
    private Ticket brittle() {
        BrittleCritics.Breaks breaks = pick(List.of(BrittleCritics.Breaks.values()));
        String mode = pick(List.of(TicketChange.WARM, TicketChange.COLD, TicketChange.SHADOW, TicketChange.BLEND));
        return runs.swap(
                run,
                new SwapRequest(
                        pick(CRITICS),
                        "bench-brittle",
                        Map.of("breaks", breaks.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                        mode,
                        TicketChange.SHARING.contains(mode) ? 2L : null,
                        null,
                        null,
                        LONG_PROBATION,
                        random.nextBoolean()));
    }

    private Ticket wrong() {
        return switch (random.nextInt(7)) {
            case 0 -> runs.swap(run, SwapRequest.of("critics.", "v-critic", null, null, null));
            case 1 -> runs.swap(run, SwapRequest.of(CRITIC, "no-such-critic", null, null, null));
            case 2 -> runs.swap(run, SwapRequest.of(CRITIC, "v-critic@99.0.0", null, null, null));
            case 3 -> runs.swap(run, SwapRequest.of(CRITIC, "v-critic", Map.of("discount", 7), null, null));
            case 4 -> runs.swap(run, SwapRequest.of(CRITIC, "v-critic", null, "lukewarm", null));
            case 5 -> runs.swap(run, SwapRequest.of("environment", "pendulum", null, null, null));
            default -> runs.set(run, new SettingRequest(CRITIC, "hidden", 5, null, null, null));
        };
    }
}
