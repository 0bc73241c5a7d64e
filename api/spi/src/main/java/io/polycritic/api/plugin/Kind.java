package io.polycritic.api.plugin;

import java.util.Locale;

/** The six kinds of plugins, and the slots that their parts fill. */
public enum Kind {
    /** A source of experience; slot {@code environment}. */
    ENVIRONMENT("environment", false),
    /** What is trained; slot {@code learner}. */
    LEARNER("learner", false),
    /** What judges the learner; slots {@code critics.<name>}. */
    CRITIC("critics", true),
    /** What yields rewards; slots {@code rewards.<name>}. */
    REWARD_MODEL("rewards", true),
    /** What turns gradients or scores into updates; slots {@code optimizers.<name>}. */
    OPTIMIZER("optimizers", true),
    /** What measures a frozen copy; slots {@code evaluators.<name>}. */
    EVALUATOR("evaluators", true);

    private final String role;
    private final boolean many;

    Kind(String role, boolean many) {
        this.role = role;
        this.many = many;
    }

    /**
     * The slot path, or its first part.
     *
     * @return {@code environment}, {@code learner}, {@code critics}, {@code rewards}, {@code optimizers} or
     *     {@code evaluators}
     */
    public String role() {
        return role;
    }

    /**
     * Whether a run has several named slots of this kind.
     *
     * @return true for {@code critics.<name>} and the like
     */
    public boolean many() {
        return many;
    }

    /**
     * The kind's name in text.
     *
     * @return for example {@code reward model}
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The kind of the slot at a path.
     *
     * @param path for example {@code critics.safety}
     * @return the kind
     * @throws IllegalArgumentException if no kind has such slots
     */
    public static Kind ofPath(String path) {
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        for (Kind kind : values()) {
            if (kind.role.equals(first) && kind.many == dot > 0 && dot < path.length() - 1) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + path + "' is no slot; slots are environment, learner, critics.<name>,"
                + " rewards.<name>, optimizers.<name> and evaluators.<name>");
    }
}
