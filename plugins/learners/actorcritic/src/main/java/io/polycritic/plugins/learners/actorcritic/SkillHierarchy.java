package io.polycritic.plugins.learners.actorcritic;

import io.polycritic.api.learner.Learner;
import io.polycritic.api.learner.LearnerFactory;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.api.plugin.Setting;
import io.polycritic.nn.Activation;
import io.polycritic.rl.ActionHead;
import io.polycritic.rl.LaneStepper;
import org.osgi.service.component.annotations.Component;

/** The plugin {@code skill-hierarchy}. */
@Component
@PluginId("skill-hierarchy")
public final class SkillHierarchy implements LearnerFactory<SkillHierarchy.Config> {
    /** Settings. */
    public @interface Config {
        @Setting("Run whose newest snapshot has the policy that acts; it is never changed.")
        String run();

        @Setting(
                value = "Steps of the world that a chosen skill lasts.",
                unit = "steps",
                min = 1,
                max = 100000,
                live = true)
        int interval() default 10;

        @Setting(value = "Copies of the world that are stepped side by side.", min = 1, max = 65536)
        int lanes() default 64;

        @Setting(
                value = "Decisions of each lane in an update.",
                unit = "decisions",
                min = 1,
                max = 1000000,
                live = true)
        int horizon() default 10;

        @Setting(value = "Passes over the rollout in an update.", min = 1, max = 1000, live = true)
        int epochs() default 4;

        @Setting(value = "Rows of a gradient step; at most lanes times horizon.", unit = "rows", min = 1, live = true)
        int minibatch() default 128;

        @Setting(value = "How far the probability ratio may leave 1 before it gains nothing.", min = 0, live = true)
        double clip() default 0.2;

        @Setting(value = "Weight of the policy's entropy in the objective.", min = 0, live = true)
        double entropy() default 0.01;

        @Setting(value = "Widths of the policy network's hidden layers.", min = 1, max = 8192)
        int[] hidden() default {128, 128};

        @Setting("Function between the policy network's layers.")
        Activation activation() default Activation.TANH;

        @Setting(value = "First logarithm of the standard deviation of each number of a skill.", max = 2)
        double initialLogStd() default -0.5;

        @Setting("Optimizer slot that changes the policy network.")
        String optimizer() default "actor";

        @Setting(
                value = "Threads that step lanes, 0 for one a processor; does not change what is learned.",
                min = 0,
                max = 256,
                live = true)
        int threads() default 1;
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<? extends Learner> partType() {
        return PolicyLearner.class;
    }

    @Override
    public String description() {
        return "Proximal policy optimisation that chooses skills, which a frozen policy of another run carries out.";
    }

    @Override
    public String paper() {
        return "after arXiv 2402.00823";
    }

    @Override
    public Learner create(Config config, PartContext context) {
        FrozenSkills skills = FrozenSkills.of(config.run(), context.frozen(config.run()), context.environment());
        RolloutShape shape = new RolloutShape(config.lanes(), config.horizon(), false, config.threads());
        Method method = new Method(
                "skill-hierarchy",
                new CriticAdvantages(1, true),
                new ClippedLoss(config.clip(), config.clip(), config.entropy(), 0),
                config.epochs(),
                shape.checkedMinibatch(config.minibatch()),
                0,
                "optimizers." + config.optimizer());
        ActorSettings actor = new ActorSettings(config.hidden(), config.activation(), config.initialLogStd(), 0, 0);
        LaneStepper stepper = new LaneStepper(shape.threads(), "polycritic-lanes");
        OnPolicyLearner.Acting acting = new OnPolicyLearner.Acting(
                ActionHead.of(skills.actions(), config.initialLogStd()),
                new SkillDriver(skills, context.environment(), shape.lanes(), config.interval(), stepper),
                (policy, rows) -> new SkillPolicy(policy, skills, rows, config.interval()));
        return new OnPolicyLearner(method, actor, shape, context, acting, -1);
    }
}
