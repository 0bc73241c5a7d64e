package io.polycritic.games;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import java.util.List;

/** Draws joint transitions from a stream of demonstrations, and refuses such as do not fit the run's environment. */
public final class JointDemonstrations {
    private final Slot<DataStream> slot;
    private final EnvironmentSpec environment;
    private final JointActions actions;
    private final String reason;
    private int checked = -1;

    /**
     * Makes a reader.
     *
     * @param slot where demonstrations come from
     * @param environment the run's
     * @param reason what needs the actions of all agents, for messages
     */
    public JointDemonstrations(Slot<DataStream> slot, EnvironmentSpec environment, String reason) {
        this.slot = slot;
        this.environment = environment;
        this.actions = JointActions.of(environment.action());
        this.reason = reason;
    }

    /**
     * Fills a batch with joint transitions.
     *
     * @throws PolycriticException if the stream has ended, has other agents or fields, or a transition lacks an action
     */
    public void draw(Batch batch) {
        DataStream stream = slot.get();
        if (checked != slot.generation()) {
            check(stream.spec());
            checked = slot.generation();
        }
        if (!stream.next(batch)) {
            throw refused("has ended; learning from demonstrations needs a stream that goes on");
        }
        complete(batch);
    }

    private void check(EnvironmentSpec stream) {
        List<String> agents = environment.agents();
        if (!stream.agents().equals(agents)) {
            throw refused("demonstrates the agents " + stream.agents() + ", the environment has " + agents
                    + "; number and order must be the same");
        }
        require(
                stream.observation(),
                Fields.OBSERVATION,
                environment.observation().width());
        require(
                stream.observation(),
                Fields.NEXT_OBSERVATION,
                environment.observation().width());
        require(stream.observation(), Fields.ACTION, environment.action().width());
        require(stream.observation(), Fields.ENDING, 1);
    }

    private void require(Space fields, String name, int width) {
        int found = fields.has(name) ? fields.field(name).width() : 0;
        if (found != width) {
            throw refused("has " + found + " numbers a row in the field '" + name + "', needed are " + width);
        }
    }

    private void complete(Batch batch) {
        float[] taken = batch.numbers(Fields.ACTION);
        for (int i = 0; i < taken.length; i++) {
            int agent = i % actions.agents();
            if (!(taken[i] >= 0 && taken[i] < actions.count(agent))) {
                int row = i / actions.agents();
                long number = batch.has(GameFields.TRANSITION) ? (long) batch.numbers(GameFields.TRANSITION)[row] : row;
                throw refused("joint transition " + number + " lacks " + name(agent) + "'s action; " + reason
                        + " needs all (found " + taken[i] + ", allowed is 0 to " + (actions.count(agent) - 1) + ")");
            }
        }
    }

    /** {@code agent2} is called "agent 2". */
    private String name(int agent) {
        return environment.agents().get(agent).replaceFirst("^agent(?=\\d+$)", "agent ");
    }

    private PolycriticException refused(String message) {
        return new PolycriticException(ErrorCode.USER, slot.path(), message);
    }

    /** The fields of a stream of joint transitions of a world. */
    public static Space fields(EnvironmentSpec world) {
        int o = world.observation().width();
        return Space.of(
                FieldSpec.numbers(Fields.OBSERVATION, o),
                FieldSpec.numbers(Fields.NEXT_OBSERVATION, o),
                FieldSpec.numbers(Fields.ACTION, world.action().width()),
                FieldSpec.category(Fields.ENDING, 3),
                FieldSpec.numbers(GameFields.INITIAL_OBSERVATION, o),
                FieldSpec.numbers(GameFields.TRANSITION));
    }
}
