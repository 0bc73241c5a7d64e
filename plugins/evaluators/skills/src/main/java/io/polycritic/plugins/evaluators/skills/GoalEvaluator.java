package io.polycritic.plugins.evaluators.skills;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.rl.SkillModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The part of {@link GoalSuccess}. */
final class GoalEvaluator extends StatelessEvaluator {
    private static final int CORNERS = 4;

    private final GoalTrials trials;
    private final Goals goals;
    private final Squares squares;
    private final RandomStream random;

    /** Goals in a ring around the object's first place. */
    record Goals(int count, double nearest, double farthest, int steps) {}

    /** Squares around the object's first place; each corner has as many steps as half a goal. */
    record Squares(int count, double edge) {}

    GoalEvaluator(GoalTrials trials, Goals goals, Squares squares, RandomStream random) {
        this.trials = trials;
        this.goals = goals;
        this.squares = squares;
        this.random = random;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls("learner", PolicyLearner.class, 1)
                .calls(trials.rule().model(), SkillModel.class, 1)
                .build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        List<Measure> measures = new ArrayList<>();
        // The stream is left as it was found, so that each evaluation has the same goals.
        long[] state = random.state();
        int[] reached = trials.run(subject, goals.count, this::ring, goals.steps);
        random.restore(state);
        measures.add(new Measure("goalSuccess", "", Measure.Better.HIGHER, shares(reached, 1)));
        if (squares.count > 0) {
            int[] corners = trials.run(subject, squares.count, this::square, goals.steps / 2 * CORNERS);
            measures.add(new Measure("squareCorners", "", Measure.Better.HIGHER, shares(corners, CORNERS)));
        }
        return measures;
    }

    private float[][] ring(float x, float y) {
        double angle = 2 * Math.PI * random.nextDouble();
        double distance = goals.nearest + (goals.farthest - goals.nearest) * random.nextDouble();
        return new float[][] {{(float) (x + distance * Math.cos(angle)), (float) (y + distance * Math.sin(angle))}};
    }

    private float[][] square(float x, float y) {
        float half = (float) (squares.edge / 2);
        return new float[][] {{x + half, y + half}, {x - half, y + half}, {x - half, y - half}, {x + half, y - half}};
    }

    private static double[] shares(int[] reached, int of) {
        return Arrays.stream(reached).mapToDouble(goals -> goals / (double) of).toArray();
    }
}
