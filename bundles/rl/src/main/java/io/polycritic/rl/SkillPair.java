package io.polycritic.rl;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Agreement;
import io.polycritic.api.plugin.Pair;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.reward.RewardModel;
import java.util.List;

/**
 * Two models of skills in one slot: the rewards of a pair, the plans of the incumbent.
 *
 * @param incumbent who plans
 * @param rewards the pair of both
 */
record SkillPair(SkillModel incumbent, RewardModel rewards) implements SkillModel, Pair {
    @Override
    public String field() {
        return incumbent.field();
    }

    @Override
    public int components() {
        return incumbent.components();
    }

    @Override
    public int dimension() {
        return incumbent.dimension();
    }

    @Override
    public Planner planner(int rows) {
        return incumbent.planner(rows);
    }

    @Override
    public Wiring wiring() {
        return rewards.wiring();
    }

    @Override
    public void score(Batch batch) {
        rewards.score(batch);
    }

    @Override
    public void learn(Batch batch) {
        rewards.learn(batch);
    }

    @Override
    public List<Agreement> agreements() {
        return ((Pair) rewards).agreements();
    }

    @Override
    public void save(StateWriter out) {
        rewards.save(out);
    }

    @Override
    public void load(StateReader in) {
        rewards.load(in);
    }

    @Override
    public void close() {
        rewards.close();
    }
}
