package io.polycritic.bench;

import io.polycritic.api.control.BenchCase;
import io.polycritic.api.control.BenchCase.Unit;
import io.polycritic.api.control.BenchSeries;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.plugin.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be measured. The names of cases say their sizes: {@code critics-4x64} are four networks of width 64. Sizes
 * and settings are those of the peer's scripts.
 */
final class Cases {
    private static final String LOOPS = "torch_rl.py";
    private static final String STEPS = "torch_step.py";
    private static final int BATCH = 256;
    private static final int ROLLOUT = 2048;
    private static final long PPO_EPOCHS = 10;
    private static final long PPO_MINIBATCH = 64;
    private static final int MAX_SIZE = 8192;
    private static final Pattern NAME = Pattern.compile(
            "(?<family>mlp|critics|lm|sac|ppo|dqn|gemm)-((?<count>\\d{1,4})x)?(?<size>\\d{1,4})(-(?<extra>batch|lanes)-(?<extent>\\d{1,4}))?");

    private Cases() {}

    /** The named cases, or all if none is named. */
    static List<BenchCase> compared(List<String> names) {
        List<BenchCase> all = compared();
        for (String name : names) {
            if (all.stream().noneMatch(one -> one.name().equals(name))) {
                throw unknown(name);
            }
        }
        return all.stream()
                .filter(one -> names.isEmpty() || names.contains(one.name()))
                .toList();
    }

    private static List<BenchCase> compared() {
        return List.of(
                loop(
                        "sac-64",
                        "SAC on pendulum, twin critics, 2x64, batch 256, an update each step",
                        "sac",
                        "64",
                        "3000"),
                loop("sac-256", "the same, 2x256", "sac", "256", "3000"),
                loop(
                        "ppo-64",
                        "PPO on cart-pole, 2x64: rollouts of 2048 steps, 10 epochs, minibatches of 64",
                        "ppo",
                        "64",
                        "40960"),
                loop("dqn-64", "DQN on cart-pole, 2x64, batch 32, an update each 4 steps", "dqn", "64", "20000"),
                step("mlp-64", "training step of a network 8-64-64-1, batch 256", "mlp", "256", "64", "8"),
                step("mlp-256", "training step of a network 8-256-256-1, batch 256", "mlp", "256", "256", "8"),
                step(
                        "critics-4x64",
                        "training step of four critics 8-64-64-1, batch 256",
                        "critics",
                        "256",
                        "64",
                        "8",
                        "4"),
                step(
                        "lm-2x128",
                        "training step of a transformer, 2 layers of width 128, 32 sequences of 64 tokens",
                        "lm",
                        "32",
                        "64",
                        "128",
                        "2"),
                step(
                        "infonce-conv",
                        "training step of a convolutional encoder, InfoNCE of 256 pairs of pictures",
                        "infonce",
                        "256",
                        "128"));
    }

    private static BenchCase loop(String name, String title, String... arguments) {
        return new BenchCase(name, title, Unit.STEPS_PER_SECOND, LOOPS, List.of(arguments));
    }

    private static BenchCase step(String name, String title, String... arguments) {
        return new BenchCase(name, title, Unit.MICROS_PER_UPDATE, STEPS, List.of(arguments));
    }

    static List<BenchSeries> series() {
        return List.of(
                series("critics", "training step of critics 8-64-64-1, batch 256", "critics-%dx64", 1, 2, 4, 8),
                series("width", "training step of a network 8-n-n-1, batch 256", "mlp-%d", 32, 64, 128, 256, 512),
                series("batch", "training step of a network 8-64-64-1", "mlp-64-batch-%d", 64, 128, 256, 512, 1024),
                series(
                        "lanes",
                        "PPO on cart-pole, 2x64, rollouts of 2048 steps of all lanes together",
                        "ppo-64-lanes-%d",
                        1,
                        2,
                        4,
                        8,
                        16,
                        32,
                        64));
    }

    private static BenchSeries series(String name, String title, String pattern, int... sizes) {
        List<BenchSeries.Point> points = new ArrayList<>();
        for (int size : sizes) {
            points.add(new BenchSeries.Point(size, pattern.replace("%d", Integer.toString(size))));
        }
        return new BenchSeries(name, title, points);
    }

    static List<String> products() {
        return Stream.of(32, 64, 128, 256, 512, 1024)
                .map(size -> "gemm-" + size)
                .toList();
    }

    static Case find(String name) {
        if (name.equals("infonce-conv")) {
            return Case.step(50, () -> Models.contrast(BATCH, 128));
        }
        Matcher match = NAME.matcher(name);
        Case found = match.matches() ? known(match) : null;
        if (found == null) {
            throw unknown(name);
        }
        return found;
    }

    private static Case known(Matcher name) {
        int count = number(name, "count", 1);
        int size = number(name, "size", 0);
        int extent = number(name, "extent", 0);
        String extra = name.group("extra");
        if (Math.min(count, size) < 1 || size > MAX_SIZE || extra != null && extent < 1) {
            return null;
        }
        boolean counted = name.group("count") != null;
        return switch (name.group("family")) {
            case "mlp" ->
                counted || "lanes".equals(extra) ? null : regressions(1, size, extra == null ? BATCH : extent);
            case "critics" -> counted && extra == null ? regressions(count, size, BATCH) : null;
            case "lm" -> counted && extra == null ? Case.step(50, () -> Models.transformer(32, 64, size, count)) : null;
            case "sac" -> counted || extra != null ? null : Case.run(3000, 1, "sac", Map.of("width", size));
            case "dqn" -> counted || extra != null ? null : Case.run(5000, 1, "dqn", Map.of("width", size));
            case "gemm" -> counted || extra != null ? null : Case.product(size);
            default -> counted || "batch".equals(extra) ? null : ppo(size, extra == null ? 1 : extent);
        };
    }

    private static int number(Matcher name, String group, int otherwise) {
        return name.group(group) == null ? otherwise : Integer.parseInt(name.group(group));
    }

    private static Case regressions(int critics, int width, int batch) {
        return Case.step(1000, () -> Models.regressions(critics, width, batch));
    }

    private static Case ppo(int width, int lanes) {
        long ofOne = PPO_EPOCHS * ROLLOUT / PPO_MINIBATCH;
        return ROLLOUT % lanes != 0
                ? null
                : Case.run(
                        20 * ofOne, ofOne, "ppo", Map.of("width", width, "lanes", lanes, "horizon", ROLLOUT / lanes));
    }

    private static ProblemException unknown(String name) {
        List<String> names = compared().stream().map(BenchCase::name).toList();
        String nearest = Names.nearest(name, names);
        return new ProblemException(new Problem(
                "NOT_FOUND",
                "case",
                "there is no case '" + name + "';" + (nearest.isEmpty() ? "" : " did you mean '" + nearest + "'?")
                        + " there are " + String.join(", ", names)));
    }
}
