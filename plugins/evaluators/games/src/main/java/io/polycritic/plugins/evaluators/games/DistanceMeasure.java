package io.polycritic.plugins.evaluators.games;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.games.Game;
import io.polycritic.games.GameWorld;
import io.polycritic.games.InferredReward;
import io.polycritic.games.ShapingProjection;
import io.polycritic.games.TrueRewards;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The distance sqrt((1 - c) / 2) of inferred and true rewards with correlation c, when each has lost what potential
 * shaping can give (as in Gleave, Dennis, Legg, Russell and Leike, "Quantifying differences in reward functions", 2021,
 * definition 4.6, with a projection in the place of their canonical shaping); 0 for the same behaviour, 1 for the
 * opposite. Where rewards are sums of events' weights, those are recovered by least squares, none beyond 2.
 */
final class DistanceMeasure implements Evaluator {
    private static final double LIMIT = 2;

    private final int iterations;
    private final Map<Game, TrueRewards> known;

    DistanceMeasure(int iterations, Map<Game, TrueRewards> known) {
        this.iterations = iterations;
        this.known = known;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().calls("environment", GameWorld.class, 1).build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        GameWorld world = Played.world(subject);
        Game game = world.game();
        TrueRewards truth = truth(world);
        ShapingProjection projection = TrueRewards.projection(game, world.experts(), iterations);
        List<Measure> measures = new ArrayList<>();
        double mean = 0;
        double worst = 1;
        for (int i = 0; i < game.size(); i++) {
            String agent = game.agents().get(i);
            double[] inferred = inferred(subject, game, i);
            projection.apply(inferred);
            double distance = distance(game, projection, inferred, i, truth);
            mean += distance / game.size();
            measures.add(new Measure(Played.named("distance", agent), "", Measure.Better.LOWER, distance));
            List<Integer> events = TrueRewards.events(game.rewards(), i);
            if (events.size() > 1) {
                double[] weights = truth.weights(game, projection, inferred, i, LIMIT);
                double correlation = correlation(game, i, events, weights);
                worst = Math.min(worst, correlation);
                measures.add(
                        new Measure(Played.named("weightCorrelation", agent), "", Measure.Better.HIGHER, correlation));
                for (int k = 0; k < weights.length; k++) {
                    String name = game.rewards().events().get(events.get(k));
                    measures.add(new Measure(
                            Played.named(Played.named("weight", agent), name), "", Measure.Better.NEITHER, weights[k]));
                }
            }
        }
        measures.add(0, new Measure("distance", "", Measure.Better.LOWER, mean));
        measures.add(1, new Measure("weightCorrelation", "", Measure.Better.HIGHER, worst));
        return measures;
    }

    private TrueRewards truth(GameWorld world) {
        synchronized (known) {
            return known.computeIfAbsent(world.game(), game -> new TrueRewards(game, world.experts(), iterations));
        }
    }

    private static double[] inferred(Subject subject, Game game, int agent) {
        return subject.part("learner", InferredReward.class)
                .or(() -> subject.part("rewards." + game.agents().get(agent), InferredReward.class))
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.USER,
                        "learner",
                        "infers no rewards, and neither does rewards."
                                + game.agents().get(agent)))
                .inferred(game, agent);
    }

    private static double distance(
            Game game, ShapingProjection projection, double[] inferred, int agent, TrueRewards truth) {
        double[] reward = new double[inferred.length];
        for (int at = 0; at < reward.length; at++) {
            reward[at] = game.rewards().of(agent, at);
        }
        double size = Math.sqrt(projection.inner(inferred, inferred) * truth.square(agent));
        double correlation = size > 0 ? projection.inner(inferred, reward) / size : 0;
        return Math.sqrt(Math.max(0, 1 - correlation) / 2);
    }

    /** Pearson's correlation of recovered and true weights. */
    private static double correlation(Game game, int agent, List<Integer> events, double[] weights) {
        double n = weights.length;
        double sumX = 0;
        double sumY = 0;
        for (int k = 0; k < n; k++) {
            sumX += weights[k];
            sumY += game.rewards().weight(agent, events.get(k));
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int k = 0; k < n; k++) {
            double x = weights[k] - sumX / n;
            double y = game.rewards().weight(agent, events.get(k)) - sumY / n;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
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
