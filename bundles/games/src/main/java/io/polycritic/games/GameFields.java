package io.polycritic.games;

/** The names of the fields that learners of games, their critics, reward models and demonstrations share. */
public final class GameFields {
    /** The observation of the first state of a demonstrated episode, drawn apart from the row: [o]. */
    public static final String INITIAL_OBSERVATION = "initialObservation";

    /** The number of the demonstrated transition. */
    public static final String TRANSITION = "transition";

    /** The implied rewards x of all rows, a node [B, 1]. */
    public static final String IMPLIED = "implied";

    /** The implied rewards x of demonstrated rows alone, a node [E, 1]. */
    public static final String DEMONSTRATED = "implied.demonstrated";

    /** The same with Qbar_i(s, a_i), the mean over the others' policies, in the place of Q_i(s, a): a node [E, 1]. */
    public static final String MARGINAL = "implied.marginal";

    /** V(s) - gamma V(s') of demonstrated rows, a node [E, 1]. */
    public static final String FLOW = "flow";

    /** V(s) - gamma V(s') of the learner's own rows, a node [B - E, 1]; not there without such rows. */
    public static final String OWN_FLOW = "flow.own";

    /** (1 - gamma) V(s0) of first states, a node [K, 1]. */
    public static final String INITIAL_VALUE = "initialValue";

    /** How likely the others' joint actions are, a node [B, J_-i]. */
    public static final String OTHERS = "others";

    private GameFields() {}

    /**
     * The same field of demonstrations, where it stands beside that of a learner's own experience.
     *
     * @param field a field's name
     * @return {@code demonstrated.<field>}
     */
    public static String demonstrated(String field) {
        return "demonstrated." + field;
    }

    /**
     * The logarithm of the learner's probability of an agent's action.
     *
     * @param agent the agent's name
     * @return {@code logProbability.<agent>}
     */
    public static String logProbability(String agent) {
        return "logProbability." + agent;
    }
}
