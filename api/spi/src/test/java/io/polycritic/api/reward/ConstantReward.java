package io.polycritic.api.reward;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import java.util.Arrays;

/** Gives each row the same reward, and counts what it has learned from. */
public final class ConstantReward implements RewardModel {
    private final FieldSpec offer;
    private final float reward;
    private double learned;

    /**
     * Makes it.
     *
     * @param name the slot's name
     * @param reward the reward
     */
    public ConstantReward(String name, float reward) {
        this.offer = FieldSpec.numbers("rewards." + name);
        this.reward = reward;
    }

    double learned() {
        return learned;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().offers(offer).build();
    }

    @Override
    public void score(Batch batch) {
        Arrays.fill(batch.put(offer), reward);
    }

    @Override
    public void learn(Batch batch) {
        learned += batch.numbers(offer.name())[0];
    }

    @Override
    public void save(StateWriter out) {
        out.put("learned", new double[] {learned});
    }

    @Override
    public void load(StateReader in) {
        double[] saved = new double[1];
        in.read("learned", saved);
        learned = saved[0];
    }
}
