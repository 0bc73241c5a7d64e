package io.polycritic.api.plugin;

import java.util.Locale;

/** The six kinds of plugins, and the slots that their parts fill. */
public enum Kind {
    /**
     * A source of experience; slot {@code environment}, and {@code streams.<name>} for further sources: memories, logs.
     */
    ENVIRONMENT("environment", "streams"),
    /** What is trained; slot {@code learner}. */
    LEARNER("learner", ""),
    /** What judges the learner; slots {@code critics.<name>}. */
    CRITIC("", "critics"),
    /** What yields rewards; slots {@code rewards.<name>}. */
    REWARD_MODEL("", "rewards"),
    /** What turns gradients or scores into updates; slots {@code optimizers.<name>}. */
    OPTIMIZER("", "optimizers"),
    /** What measures a frozen copy; slots {@code evaluators.<name>}. */
    EVALUATOR("", "evaluators");

    private static final Kind[] ALL = values();

    private final String single;
    private final String group;

    Kind(String single, String group) {
        this.single = single;
        this.group = group;
    }

    /**
     * The slot that every run has for this kind.
     *
     * @return {@code environment}, {@code learner}, or an empty text where there is none
     */
    public String single() {
        return single;
    }

    /**
     * The first part of the paths of this kind's named slots.
     *
     * @return {@code streams}, {@code critics}, {@code rewards}, {@code optimizers}, {@code evaluators}, or an empty
     *     text where there are none
     */
    public String group() {
        return group;
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
        for (Kind kind : ALL) {
            int dot = kind.group.length();
            boolean named =
                    dot > 0 && path.length() > dot + 1 && path.charAt(dot) == '.' && path.startsWith(kind.group);
            if (named || !kind.single.isEmpty() && kind.single.equals(path)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + path + "' is no slot; slots are environment, learner, streams.<name>,"
                + " critics.<name>, rewards.<name>, optimizers.<name> and evaluators.<name>");
    }
}
