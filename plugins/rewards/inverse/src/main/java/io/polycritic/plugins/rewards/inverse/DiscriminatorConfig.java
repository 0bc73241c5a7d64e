package io.polycritic.plugins.rewards.inverse;

import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;

/** Settings of discriminators. */
public @interface DiscriminatorConfig {
    @Setting(value = "Widths of each network's hidden layers.", min = 1, max = 8192)
    int[] hidden() default {64, 64};

    @Setting("Function between the layers of a network.")
    Activation activation() default Activation.RELU;

    @Setting(value = "Gamma, with which the potential of the next state counts.", min = 0, max = 1, live = true)
    double discount() default 0.9;

    @Setting(value = "Gradient steps of the discriminator in an update.", min = 1, max = 1000, live = true)
    int epochs() default 1;

    @Setting("Optimizer slot that changes the discriminator.")
    String optimizer() default "rewards";
}
