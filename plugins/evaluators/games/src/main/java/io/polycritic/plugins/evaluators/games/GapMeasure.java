package io.polycritic.plugins.evaluators.games;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.JointPolicy;
import io.polycritic.games.LogitEquilibrium;
import io.polycritic.games.Visits;
import java.util.ArrayList;
import java.util.List;

/**
 * Total variation, half the sum of absolute differences: of the occupancies of states and joint actions, and of each
 * agent's policy in the states that experts visit.
 */
final class GapMeasure implements Evaluator {
    private final int steps;

    GapMeasure(int steps) {
        this.steps = steps;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls("environment", GameWorld.class, 1)
                .calls("learner", PolicyLearner.class, 1)
                .build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        Played played = Played.of(subject);
        Game game = played.world().game();
        LogitEquilibrium solved = played.world().experts();
        JointPolicy learned = played.policy(PolicyLearner.Mode.EXPLORE);
        JointPolicy experts = JointPolicy.of(game, solved);
        Visits own = visits(game, learned, solved.discount());
        Visits theirs = visits(game, experts, solved.discount());
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure(
                "occupancyGap", "", Measure.Better.LOWER, occupancyGap(game, learned, own, experts, theirs)));
        double mean = 0;
        for (int i = 0; i < game.size(); i++) {
            double gap = policyGap(game, i, learned, solved.policies()[i], theirs);
            mean += gap / game.size();
            measures.add(new Measure(Played.named("policyGap", game.agents().get(i)), "", Measure.Better.LOWER, gap));
        }
        measures.add(1, new Measure("policyGap", "", Measure.Better.LOWER, mean));
        measures.add(new Measure("expertResidual", "", Measure.Better.LOWER, solved.residual()));
        return measures;
    }

    private Visits visits(Game game, JointPolicy policy, double discount) {
        return steps > 0 ? Visits.within(game, policy, steps) : Visits.discounted(game, policy, discount);
    }

    private static double occupancyGap(Game game, JointPolicy learned, Visits own, JointPolicy experts, Visits theirs) {
        int n = game.actions().size();
        double ownTotal = own.total();
        double theirTotal = theirs.total();
        double sum = 0;
        for (int at = 0; at < learned.probabilities().length; at++) {
            sum += Math.abs(learned.probabilities()[at] * own.expected()[at / n] / ownTotal
                    - experts.probabilities()[at] * theirs.expected()[at / n] / theirTotal);
        }
        return sum / 2;
    }

    private static double policyGap(Game game, int agent, JointPolicy learned, double[] expert, Visits theirs) {
        int count = game.actions().count(agent);
        double[] own = new double[count];
        double sum = 0;
        for (int state = 0; state < game.states(); state++) {
            double visits = theirs.expected()[state];
            if (visits > 0) {
                learned.marginal(game.actions(), agent, state, own);
                for (int a = 0; a < count; a++) {
                    sum += visits * Math.abs(own[a] - expert[state * count + a]) / 2;
                }
            }
        }
        return sum / theirs.total();
    }

    @Override
    public void save(StateWriter out) {
        // There is no state.
    }

    @Override
    public void load(StateReader in) {
        // There is no state.
    }
}
