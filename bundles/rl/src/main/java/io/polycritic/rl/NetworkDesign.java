package io.polycritic.rl;

import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Mlp;
import io.polycritic.nn.Network;
import io.polycritic.nn.RowSetMlp;

/**
 * What settings say about a network of observations.
 *
 * @param input how it sees them
 * @param hidden widths of its hidden layers
 * @param activation the function between them
 */
public record NetworkDesign(Input input, int[] hidden, Activation activation) {
    /** How a network sees an observation. */
    public enum Input {
        /** As one vector. */
        FLAT,
        /** As a set of rows, the order of which does not matter; see {@link RowSets}. */
        ROWS
    }

    /**
     * Refuses a design that does not fit the observations, in either direction.
     *
     * @param observation what is observed
     * @return this design
     * @throws InvalidConfigException if one is a set of rows and the other is not
     */
    public NetworkDesign checked(Space observation) {
        boolean rows = RowSets.is(observation);
        if (rows && input == Input.FLAT) {
            throw new InvalidConfigException(
                    "input",
                    "found flat, features [B, " + observation.width()
                            + "], but the environment observes a set of rows [B, "
                            + RowSets.rows(observation) + ", "
                            + RowSets.layout(observation, 0).width() + "]; allowed is rows");
        }
        if (!rows && input == Input.ROWS) {
            throw new InvalidConfigException(
                    "input",
                    "found rows, a set [B, R, W] with a field '" + RowSets.PRESENT
                            + "' [R], but the environment observes a vector [B, " + observation.width()
                            + "]; allowed is flat");
        }
        return this;
    }

    /**
     * A network that gives numbers for each of a finite number of actions; those of a set of rows are its rows.
     *
     * @param name the group of its parts
     * @param observation what is observed
     * @param features the width of its input: the observation's features and what follows them
     * @param outputs how many numbers it gives, n
     * @param rows what a network over rows gives
     * @param gain the gain of its last layer
     */
    public Network actions(
            String name, Space observation, int features, int outputs, RowSetMlp.Output rows, double gain) {
        if (input == Input.FLAT) {
            return Mlp.of(name, features, hidden, outputs, activation, gain);
        }
        if (rows.eachRow() && outputs != RowSets.rows(observation)) {
            throw new InvalidConfigException(
                    "input",
                    "found rows, so that there must be one number for each of the " + RowSets.rows(observation)
                            + " rows of an observation, but " + outputs + " are wanted; allowed is flat");
        }
        return new RowSetMlp(
                name, RowSets.layout(observation, features - observation.width()), hidden, activation, gain, rows);
    }

    /** A network that gives one number for an observation, see {@link #actions}. */
    public Network state(String name, Space observation, int features, double gain) {
        return actions(name, observation, features, 1, RowSetMlp.Output.SET, gain);
    }
}
