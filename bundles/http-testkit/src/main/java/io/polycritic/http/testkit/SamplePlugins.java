package io.polycritic.http.testkit;

import io.polycritic.api.control.PluginView;
import io.polycritic.api.control.SettingView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plugins that the lively runs know. */
final class SamplePlugins {
    private static final String BUNDLE = "io.polycritic.plugins.";

    private static final SettingView DISCOUNT =
            number("discount", "How much a reward one step later is worth.", "", 0.0, 1.0, 0.99);
    private static final SettingView LAMBDA =
            number("lambda", "Weight of longer returns in the advantage estimate.", "", 0.0, 1.0, 0.95);
    private static final SettingView RATE =
            number("learningRate", "Step size of the critic's own optimizer.", "", 0.0, null, 5e-4);
    private static final SettingView HIDDEN = new SettingView(
            "hidden",
            "integer",
            true,
            "Widths of the hidden layers.",
            "units",
            1.0,
            4096.0,
            List.of(),
            List.of(128, 128),
            false);
    private static final SettingView NORMALISE = new SettingView(
            "normalise",
            "boolean",
            false,
            "Whether returns are divided by their running deviation.",
            "",
            null,
            null,
            List.of(),
            true,
            false);
    private static final SettingView ACTIVATION = new SettingView(
            "activation",
            "choice",
            false,
            "Nonlinearity of the hidden layers.",
            "",
            null,
            null,
            List.of("tanh", "relu", "silu"),
            "tanh",
            false);

    static final List<PluginView> ALL = List.of(
            plugin(
                    "critic",
                    "v-critic",
                    "critics.value",
                    "0.1.0",
                    "State-value critic with its own discount and return normaliser.",
                    DISCOUNT,
                    LAMBDA,
                    RATE,
                    HIDDEN,
                    ACTIVATION,
                    NORMALISE),
            plugin(
                    "critic",
                    "quantile-critic",
                    "critics.value",
                    "0.1.0",
                    "Learns quantiles of the return and judges by their lower tail.",
                    DISCOUNT,
                    LAMBDA,
                    RATE,
                    new SettingView(
                            "quantiles",
                            "integer",
                            false,
                            "How many quantiles it learns.",
                            "",
                            2.0,
                            256.0,
                            List.of(),
                            32,
                            false),
                    number("tail", "Share of the worst outcomes that counts.", "", 0.01, 1.0, 0.25)),
            plugin(
                    "critic",
                    "ensemble-critic",
                    "critics.value",
                    "0.1.0",
                    "The mean of several value networks less their disagreement.",
                    DISCOUNT,
                    RATE,
                    new SettingView(
                            "members",
                            "integer",
                            false,
                            "How many networks it has.",
                            "",
                            2.0,
                            16.0,
                            List.of(),
                            4,
                            false),
                    new SettingView(
                            "label", "string", false, "A name for the logs.", "", null, null, List.of(), null, false)),
            plugin(
                    "reward model",
                    "reach",
                    "rewards.programmed",
                    "0.1.0",
                    "Rewards the tip for being near the block.",
                    number("scale", "Steepness of the distance term.", "1/m", 0.0, null, 10.0)),
            plugin(
                    "reward model",
                    "skill-lipschitz",
                    "rewards.learned",
                    "0.1.0",
                    "Rewards displacement along the skill in a Lipschitz feature space.",
                    number("learningRate", "Step size of the feature network.", "", 0.0, null, 3e-4)),
            plugin(
                    "reward model",
                    "skill-diayn",
                    "rewards.learned",
                    "0.1.0",
                    "Rewards states that reveal the skill to a discriminator.",
                    new SettingView(
                            "bins",
                            "integer",
                            false,
                            "How many skills are told apart.",
                            "",
                            2.0,
                            64.0,
                            List.of(),
                            8,
                            false)),
            plugin(
                    "reward model",
                    "safety",
                    "rewards.programmed",
                    "0.1.0",
                    "Punishes hard contacts, touching the table and losing the block.",
                    number("forceLimit", "Contact force that counts as a violation.", "N", 0.0, 50.0, 8.0)),
            plugin(
                    "learner",
                    "multi-critic-ppo",
                    "learners.actorcritic",
                    "0.1.0",
                    "PPO over any number of named critics with normalised advantages.",
                    number("clip", "Largest change of the action's probability ratio.", "", 0.0, 1.0, 0.2),
                    new SettingView(
                            "epochs",
                            "integer",
                            false,
                            "Passes over each rollout.",
                            "",
                            1.0,
                            64.0,
                            List.of(),
                            4,
                            true)),
            plugin(
                    "environment",
                    "tabletop",
                    "environments.robotics",
                    "0.1.0",
                    "A force-driven tip pushes a block on a table, with rigid-body physics.",
                    new SettingView(
                            "blocks",
                            "integer",
                            false,
                            "How many blocks lie on the table.",
                            "",
                            1.0,
                            2.0,
                            List.of(),
                            1,
                            false)),
            plugin(
                    "optimizer",
                    "adam",
                    "optimizers.gradient",
                    "0.1.0",
                    "Adam with bias correction and a limit on the gradient's norm.",
                    number("learningRate", "Step size.", "", 0.0, null, 3e-4),
                    number("maxNorm", "Longest gradient that is not shortened.", "", 0.0, null, 0.5)),
            plugin(
                    "evaluator",
                    "skill-coverage",
                    "evaluators.skills",
                    "0.1.0",
                    "Share of the table's cells that the block visits over all skills.",
                    new SettingView(
                            "cells", "integer", false, "Cells along one side.", "", 2.0, 64.0, List.of(), 8, false)),
            plugin(
                    "evaluator",
                    "safety-rate",
                    "evaluators.skills",
                    "0.1.0",
                    "Share of steps that violate a safety rule."),
            other("critic", "v-critic", "critics.legacy", "0.0.9", "SHADOWED", "version 0.1.0 is newer"),
            other(
                    "critic",
                    "clip-critic",
                    "critics.vision",
                    "0.2.0",
                    "WAITING",
                    "waits for a service of io.polycritic.vision.ImageEncoder"));

    private SamplePlugins() {}

    static PluginView find(String id) {
        for (PluginView plugin : ALL) {
            if (plugin.id().equals(id) && plugin.state().equals("READY")) {
                return plugin;
            }
        }
        return null;
    }

    /** A plugin's defaults, with what is given on top. */
    static Map<String, Object> config(PluginView plugin, Map<String, Object> given) {
        Map<String, Object> config = new LinkedHashMap<>();
        for (SettingView setting : plugin.settings()) {
            config.put(setting.key(), setting.defaultValue() == null ? "" : setting.defaultValue());
        }
        config.putAll(given);
        return config;
    }

    private static SettingView number(
            String key, String text, String unit, Double min, Double max, double defaultValue) {
        return new SettingView(key, "number", false, text, unit, min, max, List.of(), defaultValue, true);
    }

    private static PluginView plugin(
            String kind, String id, String bundle, String version, String text, SettingView... settings) {
        return new PluginView(
                kind,
                id,
                version,
                BUNDLE + bundle,
                "READY",
                "",
                text,
                "arXiv 1707.06347",
                List.of(settings),
                List.of("slim-1"));
    }

    private static PluginView other(
            String kind, String id, String bundle, String version, String state, String reason) {
        return new PluginView(
                kind, id, version, BUNDLE + bundle, state, reason, "Not in use.", "", List.of(DISCOUNT), List.of());
    }
}
