package io.polycritic.plugins.learners.offpolicy;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.nn.Initializers;
import java.util.List;

/**
 * How much entropy is worth, alpha: a constant, or what holds the policy's entropy at a target (Haarnoja et al., "Soft
 * actor-critic algorithms and applications", 2018, section 5). The objective is log(alpha) (entropy - target), which
 * has the sign of equation 18 and moves the logarithm, as the authors' own code does.
 */
final class Temperature implements Objectives {
    private final PartContext context;
    private final Rule rule;
    private final Slot<GradientOptimizer> optimizer;
    private final double usual;
    private final Parameters parameters;
    private final float[] value = new float[1];
    private double entropy;
    private double target;

    /**
     * The settings.
     *
     * @param initial the first alpha, above 0
     * @param automatic whether it moves
     * @param targetScale the target entropy as a multiple of the usual one
     * @param optimizer the path of the optimizer that moves it
     */
    record Rule(double initial, boolean automatic, double targetScale, String optimizer) {}

    /** A temperature whose usual target is given. */
    Temperature(PartContext context, Rule rule, double usualTarget) {
        this.context = context;
        this.rule = rule;
        this.optimizer = context.slot(rule.optimizer, GradientOptimizer.class);
        this.usual = usualTarget;
        this.parameters = Parameters.builder("temperature")
                .add("log", Initializers.constant(Math.log(rule.initial)), 1)
                .build();
    }

    /** The policy's optimizer and, if the temperature moves, its own. */
    List<String> optimizers(String policy) {
        return rule.automatic && !rule.optimizer.equals(policy) ? List.of(policy, rule.optimizer) : List.of(policy);
    }

    /**
     * The present alpha, [1], live until the next call. One that does not move is what the setting says, whatever it
     * was when it was saved.
     */
    float[] value() {
        value[0] = (float) Math.exp(rule.automatic ? parameters.values()[0] : (float) Math.log(rule.initial));
        return value;
    }

    /** Moves towards the target, given the policy's present entropy; reports both. */
    void follow(double presentEntropy) {
        follow(presentEntropy, usual);
    }

    /** The same where the usual target is not the same everywhere. */
    void follow(double presentEntropy, double usualTarget) {
        entropy = presentEntropy;
        target = rule.targetScale * usualTarget;
        context.metrics().record("entropy", entropy);
        context.metrics().record("temperature", value()[0]);
        if (rule.automatic) {
            optimizer.get().step(context.path(), parameters, this);
        }
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public String name(int index) {
        return "temperature";
    }

    @Override
    public double weight(int index) {
        return 1;
    }

    @Override
    public double evaluate(int index, float[] gradient) {
        return evaluateSum(gradient);
    }

    @Override
    public double evaluateSum(float[] gradient) {
        gradient[0] = (float) (entropy - target);
        return parameters.values()[0] * (entropy - target);
    }

    void save(StateWriter out) {
        out.put(parameters);
    }

    void load(StateReader in) {
        in.read(parameters);
    }
}
