package io.polycritic.api.experience;

/** The names of the fields that most parts know. */
public final class Fields {
    /** What the learner saw before the step, in the units of the environment: [o]. */
    public static final String OBSERVATION = "observation";

    /** What it saw after the step, before any reset: [o]. */
    public static final String NEXT_OBSERVATION = "nextObservation";

    /** What it did: [a]. */
    public static final String ACTION = "action";

    /** What the environment reports besides, one number each, for example its own {@code reward}: [s]. */
    public static final String SIGNALS = "signals";

    /** The {@link Ending} of the step, as its ordinal. */
    public static final String ENDING = "ending";

    /** The latent skill of the episode: [d]. */
    public static final String SKILL = "skill";

    /** What the objectives are worth in the episode, on the simplex: [k]. */
    public static final String PREFERENCE = "preference";

    /** The learner's network input before the step: observation times scale, and what it is conditioned on: [f]. */
    public static final String FEATURES = "features";

    /** The same after the step: [f]. */
    public static final String NEXT_FEATURES = "nextFeatures";

    /** A picture, channels first: [c, h, w]. */
    public static final String IMAGE = "image";

    /** The class of an item, a category. */
    public static final String LABEL = "label";

    /** Which item of a data set a row shows, from 0. */
    public static final String ITEM = "item";

    /** What an encoder makes of a view, before any normalisation: [d]. */
    public static final String EMBEDDING = "embedding";

    private Fields() {}

    /**
     * The reward field of a reward slot.
     *
     * @param name the slot's name
     * @return {@code rewards.<name>}
     */
    public static String rewards(String name) {
        return "rewards." + name;
    }

    /**
     * The advantage field of a critic slot.
     *
     * @param name the slot's name
     * @return {@code advantages.<name>}
     */
    public static String advantages(String name) {
        return "advantages." + name;
    }

    /**
     * The return field of a critic slot.
     *
     * @param name the slot's name
     * @return {@code returns.<name>}
     */
    public static String returns(String name) {
        return "returns." + name;
    }

    /**
     * The score field of a critic slot that judges candidates or responses by one number.
     *
     * @param name the slot's name
     * @return {@code scores.<name>}
     */
    public static String scores(String name) {
        return "scores." + name;
    }
}
