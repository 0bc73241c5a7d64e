package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.nn.Activation;

/** The settings of a learner as plain values. */
record PpoSettings(
        String plugin,
        int mostCritics,
        int lanes,
        int horizon,
        int epochs,
        int minibatch,
        double clip,
        double entropy,
        int[] hidden,
        Activation activation,
        double initialLogStd,
        int skillDimension,
        String optimizer,
        int threads) {

    static PpoSettings of(String plugin, int mostCritics, PpoConfig config) {
        return new PpoSettings(
                        plugin,
                        mostCritics,
                        config.lanes(),
                        config.horizon(),
                        config.epochs(),
                        config.minibatch(),
                        config.clip(),
                        config.entropy(),
                        config.hidden(),
                        config.activation(),
                        config.initialLogStd(),
                        config.skillDimension(),
                        "optimizers." + config.optimizer(),
                        config.threads())
                .checked();
    }

    /** The same settings, if they fit each other. */
    PpoSettings checked() {
        if (minibatch > (long) lanes * horizon) {
            throw new InvalidConfigException(
                    "minibatch",
                    "found " + minibatch + ", allowed is at most lanes times horizon, " + lanes + " times " + horizon
                            + " = " + (long) lanes * horizon);
        }
        return this;
    }

    int rows() {
        return lanes * horizon;
    }
}
