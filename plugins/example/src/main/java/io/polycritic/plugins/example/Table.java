package io.polycritic.plugins.example;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import java.util.Arrays;

/** Preferences h[cell, action]; the chance of an action is proportional to exp h. */
record Table(int low, int cells, int actions, Parameters parameters) {
    private static final int MOST_CELLS = 1_000_000;

    static Table of(String path, Space observation, Space action) {
        FieldSpec cell = observation.fields().get(0);
        double cells = cell.high() - cell.low() + 1;
        if (observation.width() != 1 || !(cells <= MOST_CELLS) || !action.isCategory()) {
            String found = "found the observation " + observation + " and the action " + action;
            throw new PolycriticException(
                    ErrorCode.USER,
                    path,
                    "needs one observed number with limits, and one category to choose; " + found);
        }
        int actions = (int) action.fields().get(0).high() + 1;
        Parameters zeros = Parameters.builder("policy")
                .add("preferences", (values, offset, shape) -> {}, (int) cells, actions)
                .build();
        return new Table((int) cell.low(), (int) cells, actions, zeros);
    }

    int cell(float observation) {
        return Math.min(cells - 1, Math.max(0, Math.round(observation) - low));
    }

    double[] chances(int cell) {
        double[] chances = new double[actions];
        for (int action = 0; action < actions; action++) {
            chances[action] = Math.exp(parameters.values()[cell * actions + action]);
        }
        double sum = Arrays.stream(chances).sum();
        Arrays.setAll(chances, action -> chances[action] / sum);
        return chances;
    }

    /** An action for a cell: drawn, or the most likely one where there is no stream. */
    int choose(int cell, RandomStream random) {
        double[] chances = chances(cell);
        double left = random == null ? Arrays.stream(chances).max().orElseThrow() : random.nextDouble();
        int action = 0;
        while (action < actions - 1 && (random == null ? chances[action] < left : (left -= chances[action]) >= 0)) {
            action++;
        }
        return action;
    }
}
