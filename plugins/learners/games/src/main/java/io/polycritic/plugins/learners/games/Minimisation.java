package io.polycritic.plugins.learners.games;

import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.games.InverseObjective;
import io.polycritic.games.Players;
import io.polycritic.games.StageGame;
import io.polycritic.games.Team;
import java.util.ArrayList;
import java.util.List;

/** One gradient step of each of a team's critics on the same rows, all policies being those before the step. */
final class Minimisation implements AutoCloseable {
    private final Team team;
    private final Critics critics;
    private final PartContext context;
    private final boolean initial;
    private final List<AgentStep> steps = new ArrayList<>();
    private final List<Weights> weights = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();

    /** Null where no critic needs the others' policies. */
    private final Players players;

    private final Players firstPlayers;

    /** How likely the others' joint actions are in the rows' states, next states and first states, [.., J_-i]. */
    private record Weights(float[] others, float[] nextOthers, float[] initialOthers) {}

    Minimisation(Team team, Critics critics, AgentStep.Shape shape, PartContext context, RandomStream random) {
        this.team = team;
        this.critics = critics;
        this.context = context;
        InverseObjective term = critics.objective();
        this.initial = term.initial();
        boolean joint = critics.all().stream().anyMatch(critic -> critic.joint());
        this.players = joint ? players(shape, shape.rows(), random) : null;
        this.firstPlayers = joint && initial ? players(shape, shape.demonstrated(), random) : null;
        for (int i = 0; i < team.size(); i++) {
            boolean learns = !isFixed(i, shape);
            steps.add(learns ? new AgentStep(team, i, critics.critic(i), term, shape, context.compute()) : null);
            int others = critics.critic(i).joint() ? team.actions().others(i) : 0;
            weights.add(new Weights(
                    new float[shape.rows() * others],
                    new float[shape.rows() * others],
                    new float[(initial ? shape.demonstrated() : 0) * others]));
            metrics.add("." + team.names().get(i));
        }
    }

    /** A critic makes its parameters when it knows the width of the features. */
    private boolean isFixed(int decider, AgentStep.Shape shape) {
        critics.critic(decider).values(Graphs.input("features", shape.rows(), shape.features()));
        return critics.critic(decider).parameters().isEmpty();
    }

    private Players players(AgentStep.Shape shape, int rows, RandomStream random) {
        return new Players(team, critics.all(), shape.features(), rows, context.compute(), random);
    }

    boolean initial() {
        return initial;
    }

    void step(Rows rows, GradientOptimizer optimizer) {
        if (players != null) {
            weigh(players, rows.features(), Weights::others);
            weigh(players, rows.nextFeatures(), Weights::nextOthers);
        }
        if (firstPlayers != null) {
            weigh(firstPlayers, rows.initialFeatures(), Weights::initialOthers);
        }
        for (int i = 0; i < steps.size(); i++) {
            AgentStep step = steps.get(i);
            if (step != null) {
                Weights given = weights.get(i);
                step.set(rows, given.others, given.nextOthers, given.initialOthers);
                double loss = optimizer.step(
                        critics.path(i), step.critic().parameters().get(0), step.objective());
                context.metrics().record("objective" + metrics.get(i), -loss);
                context.metrics().record("implied" + metrics.get(i), step.implied());
                context.metrics().record("value" + metrics.get(i), step.value());
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) != null) {
                steps.get(i).critic().follow();
            }
        }
    }

    /** Which of the arrays is meant. */
    @FunctionalInterface
    private interface Part {
        float[] of(Weights weights);
    }

    private void weigh(Players asked, float[] features, Part part) {
        asked.look(features, 0);
        for (int row = 0; row < asked.rows(); row++) {
            StageGame stage = asked.at(row);
            for (int i = 0; i < steps.size(); i++) {
                if (critics.critic(i).joint()) {
                    stage.others(
                            i, part.of(weights.get(i)), row * team.actions().others(i));
                }
            }
        }
    }

    @Override
    public void close() {
        for (AgentStep step : steps) {
            if (step != null) {
                step.close();
            }
        }
        if (players != null) {
            players.close();
        }
        if (firstPlayers != null) {
            firstPlayers.close();
        }
    }
}
