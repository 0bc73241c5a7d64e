package io.polycritic.plugins.learners.games;

import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;

/** Settings of learners that imitate by discriminators. */
public @interface AdversarialConfig {
    @Setting("Stream slot that demonstrations come from.")
    String demonstrations() default "demonstrations";

    @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
    int lanes() default 16;

    @Setting(value = "Steps of each lane in an update.", unit = "steps", min = 1, max = 100000)
    int horizon() default 10;

    @Setting(value = "Weight of the policies' entropy in the objective.", min = 0, live = true)
    double entropy() default 0.01;

    @Setting(value = "Widths of each policy network's hidden layers.", min = 1, max = 8192)
    int[] hidden() default {64, 64};

    @Setting("Function between the layers of a policy network.")
    Activation activation() default Activation.RELU;

    @Setting("Optimizer slot that changes the policy networks.")
    String optimizer() default "actor";
}
