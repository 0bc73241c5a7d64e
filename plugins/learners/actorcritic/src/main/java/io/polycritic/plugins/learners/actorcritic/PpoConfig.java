package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;
import io.polycritic.rl.NetworkDesign;

/** Settings of {@code multi-critic-ppo} and {@code ppo}. */
public @interface PpoConfig {
    @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
    int lanes() default 64;

    @Setting(value = "Steps of each lane in an update.", unit = "steps", min = 1, max = 1000000, live = true)
    int horizon() default 50;

    @Setting(value = "Passes over the rollout in an update.", min = 1, max = 1000, live = true)
    int epochs() default 4;

    @Setting(value = "Rows of a gradient step; at most lanes times horizon.", unit = "rows", min = 1, live = true)
    int minibatch() default 512;

    @Setting(value = "How far the probability ratio may leave 1 before it gains nothing.", min = 0, live = true)
    double clip() default 0.2;

    @Setting(value = "Weight of the policy's entropy in the objective.", min = 0, live = true)
    double entropy() default 0.01;

    @Setting(
            value = "Updates from one measurement of the conflict between critics' gradients to the next; 0 for none.",
            unit = "updates",
            min = 0,
            live = true)
    int conflictEvery() default 10;

    @Setting("How the policy network sees observations: as one vector, or as a set of rows of which it chooses one.")
    NetworkDesign.Input input() default NetworkDesign.Input.FLAT;

    @Setting(value = "Widths of the policy network's hidden layers.", min = 1, max = 8192)
    int[] hidden() default {128, 128};

    @Setting("Function between the policy network's layers.")
    Activation activation() default Activation.TANH;

    @Setting(value = "First logarithm of the standard deviation of continuous actions, limits counted as 1.", max = 2)
    double initialLogStd() default -0.5;

    @Setting(value = "Numbers of the latent skill that is drawn at each reset; 0 for none.", min = 0, max = 64)
    int skillDimension() default 0;

    @Setting(
            value = "Weights of a preference between objectives that is drawn at each reset; 0 for none.",
            min = 0,
            max = 1000)
    int objectives() default 0;

    @Setting("Optimizer slot that draws preferences.")
    String preference() default "preference";

    @Setting(
            value =
                    "Standard deviations at which observations normalised by running moments are cut off; 0 for fixed scales.",
            min = 0)
    double observationClip() default 0;

    @Setting("Optimizer slot that changes the policy network.")
    String optimizer() default "actor";

    @Setting(
            value = "Threads that step lanes, 0 for one a processor; does not change what is learned.",
            min = 0,
            max = 256,
            live = true)
    int threads() default 1;
}
