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
        long rows = (long) config.lanes() * config.horizon();
        if (config.minibatch() > rows) {
            throw new InvalidConfigException(
                    "minibatch",
                    "found " + config.minibatch() + ", allowed is at most lanes times horizon, " + config.lanes()
                            + " times " + config.horizon() + " = " + rows);
        }
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
                config.threads());
    }

    int rows() {
        return lanes * horizon;
    }
}
