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
import io.polycritic.games.Visits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Expected returns by propagation of the first states, and scores (R - R_uniform) / (R_expert - R_uniform). */
final class ReturnMeasure implements Evaluator {
    private final int steps;
    private final PolicyLearner.Mode mode;
    private final Map<Game, Map<Integer, Ends>> known;

    /** What the experts and uniform policies earn in a game, [N] each. */
    record Ends(double[] experts, double[] uniform) {}

    /** Makes a measure that keeps the ends of games, by the number of steps, in a map that measures share. */
    ReturnMeasure(int steps, PolicyLearner.Mode mode, Map<Game, Map<Integer, Ends>> known) {
        this.steps = steps;
        this.mode = mode;
        this.known = known;
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
        int horizon = steps > 0 ? steps : played.world().horizon();
        double[] earned = returns(game, played.policy(mode), horizon);
        Ends ends = ends(played.world(), horizon);
        double[] most = ends.experts;
        double[] least = ends.uniform;
        List<Measure> measures = new ArrayList<>();
        double score = 0;
        double mean = 0;
        for (int i = 0; i < earned.length; i++) {
            String agent = game.agents().get(i);
            double each = (earned[i] - least[i]) / (most[i] - least[i]);
            score += each / earned.length;
            mean += earned[i] / earned.length;
            measures.add(new Measure(Played.named("score", agent), "", Measure.Better.HIGHER, each));
            measures.add(new Measure(Played.named("return", agent), "", Measure.Better.HIGHER, earned[i]));
            measures.add(new Measure(Played.named("expertReturn", agent), "", Measure.Better.NEITHER, most[i]));
        }
        measures.add(0, new Measure("score", "", Measure.Better.HIGHER, score));
        measures.add(1, new Measure("return", "", Measure.Better.HIGHER, mean));
        return measures;
    }

    private Ends ends(GameWorld world, int horizon) {
        Game game = world.game();
        synchronized (known) {
            return known.computeIfAbsent(game, any -> new HashMap<>())
                    .computeIfAbsent(
                            horizon,
                            steps -> new Ends(
                                    returns(game, JointPolicy.of(game, world.experts()), steps),
                                    returns(game, JointPolicy.uniform(game), steps)));
        }
    }

    private static double[] returns(Game game, JointPolicy policy, int horizon) {
        Visits visits = Visits.within(game, policy, horizon);
        double[] returns = new double[game.size()];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = visits.earned(game, policy, i);
        }
        return returns;
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
