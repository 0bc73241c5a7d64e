package io.polycritic.plugins.evaluators.pareto;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.environment.Lane;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.rl.Episodes;
import io.polycritic.rl.SystemWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The part of {@link ParetoFront}. */
final class FrontEvaluator implements Evaluator {
    private final List<Box> boxes;
    private final int[] signals;
    private final List<float[]> preferences;
    private final long[] seeds;
    private final int maxSteps;

    FrontEvaluator(List<Box> boxes, int[] signals, List<float[]> preferences, long[] seeds, int maxSteps) {
        this.boxes = boxes;
        this.signals = signals;
        this.preferences = preferences;
        this.seeds = seeds;
        this.maxSteps = maxSteps;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().calls("learner", PolicyLearner.class, 1).build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        PolicyLearner learner = subject.part("learner", PolicyLearner.class).orElseThrow();
        if (!(subject.world() instanceof SystemWorld world)) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    "environment",
                    "pareto-front tests named systems, which this environment does not have");
        }
        List<Front> fronts = new ArrayList<>();
        for (Box box : boxes) {
            double[][] costs = costs(world, learner, box.system());
            double[][] points = new double[costs.length][];
            for (int i = 0; i < points.length; i++) {
                points[i] = box.shares(costs[i]);
            }
            fronts.add(new Front(preferences, points));
        }
        List<Measure> measures = new ArrayList<>();
        measures.add(measure("hypervolume", Measure.Better.HIGHER, fronts, Front::hypervolume));
        for (int i = 0; i < boxes.size(); i++) {
            measures.add(new Measure(
                    "hypervolume." + boxes.get(i).system(),
                    "",
                    Measure.Better.HIGHER,
                    fronts.get(i).hypervolume()));
        }
        measures.add(measure("expectedUtility", Measure.Better.HIGHER, fronts, Front::expectedUtility));
        measures.add(measure("sparsity", Measure.Better.LOWER, fronts, Front::sparsity));
        measures.add(measure("frontSize", Measure.Better.NEITHER, fronts, Front::size));
        monotonicity(fronts, measures);
        return measures;
    }

    /** In each system and in the one that follows preferences least. */
    private void monotonicity(List<Front> fronts, List<Measure> measures) {
        for (int k = 0; k < signals.length; k++) {
            int cost = k;
            ToDoubleFunction<Front> own = front -> front.monotonicity(cost);
            measures.add(measure("monotonicity." + k, Measure.Better.NEITHER, fronts, own));
        }
        double worst = 1;
        for (Front front : fronts) {
            for (int k = 0; k < signals.length; k++) {
                worst = Math.min(worst, (k == 0 ? -1 : 1) * front.monotonicity(k));
            }
        }
        measures.add(new Measure("leastResponse", "", Measure.Better.HIGHER, worst));
    }

    private static Measure measure(
            String name, Measure.Better better, List<Front> fronts, ToDoubleFunction<Front> figure) {
        return new Measure(name, "", better, fronts.stream().mapToDouble(figure).toArray());
    }

    /** Mean costs a step under each preference, over the same episodes; [n][k]. */
    double[][] costs(SystemWorld world, PolicyLearner learner, String system) {
        int rows = preferences.size() * seeds.length;
        int k = signals.length;
        EnvironmentSpec spec = world.spec(system);
        PolicyLearner.Policy policy = learner.policy(spec, rows, PolicyLearner.Mode.EVALUATE)
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.USER,
                        "learner",
                        "its policy cannot act in the system '" + system + "', whose spaces are " + spec.observation()
                                + " and " + spec.action()));
        int d = learner.condition().width();
        if (d != 0 && d != k) {
            policy.close();
            throw new PolycriticException(
                    ErrorCode.USER,
                    "learner",
                    "its policy is conditioned on " + d + " numbers, there are " + k + " costs");
        }
        long[] each = new long[rows];
        float[] conditions = new float[rows * d];
        for (int row = 0; row < rows; row++) {
            each[row] = seeds[row % seeds.length];
            System.arraycopy(preferences.get(row / seeds.length), 0, conditions, row * d, d);
        }
        List<Lane> lanes = world.lanes(system, each);
        double[][] sums = new double[preferences.size()][k];
        long[] steps = new long[preferences.size()];
        try (Episodes episodes = new Episodes(lanes, spec, policy)) {
            episodes.reset();
            episodes.run(conditions, maxSteps, new Episodes.Watcher() {
                @Override
                public void after(int step, int row, float[] observation, float[] reported, Ending ending) {
                    int preference = row / seeds.length;
                    steps[preference]++;
                    for (int i = 0; i < k; i++) {
                        sums[preference][i] += reported[signals[i]];
                    }
                }
            });
        }
        for (int i = 0; i < sums.length; i++) {
            for (int c = 0; c < k; c++) {
                sums[i][c] /= steps[i];
            }
        }
        return sums;
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
