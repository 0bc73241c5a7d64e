package io.polycritic.plugins.example;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.plugin.Slot;
import java.util.Arrays;
import java.util.List;

/**
 * One objective per critic: the mean of -advantage * log chance(action), whose gradient is that of REINFORCE (Williams,
 * "Simple statistical gradient-following algorithms for connectionist reinforcement learning", 1992).
 */
record PolicyGradient(Table table, Batch batch, List<Slot<ScoringCritic>> critics) implements Objectives {
    @Override
    public int count() {
        return critics.size();
    }

    @Override
    public String name(int index) {
        return critics.get(index).name();
    }

    @Override
    public double weight(int index) {
        return critics.get(index).weight();
    }

    @Override
    public double evaluate(int index, float[] gradient) {
        Arrays.fill(gradient, 0);
        return add(index, 1, gradient);
    }

    @Override
    public double evaluateSum(float[] gradient) {
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (int i = 0; i < count(); i++) {
            loss += add(i, weight(i), gradient);
        }
        return loss;
    }

    private double add(int index, double factor, float[] gradient) {
        float[] advantages = batch.numbers(Fields.advantages(name(index)));
        double loss = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int cell = table.cell(batch.numbers(Fields.OBSERVATION)[row]);
            int chosen = (int) batch.numbers(Fields.ACTION)[row];
            double[] chances = table.chances(cell);
            double share = factor * advantages[row] / batch.rows();
            loss -= share * Math.log(chances[chosen]);
            for (int action = 0; action < table.actions(); action++) {
                gradient[cell * table.actions() + action] +=
                        (float) (share * (chances[action] - (action == chosen ? 1 : 0)));
            }
        }
        return loss;
    }
}
