package io.polycritic.api.control;

import java.util.List;
import java.util.Map;

/**
 * A recipe: a run spec by a name.
 *
 * @param name its name, that of its file without {@code .json}
 * @param title what it is, one line; empty where its spec does not say
 * @param source who brings it: a bundle's symbolic name, or {@value #OWN}
 * @param version that bundle's version, or empty
 * @param environment the environment's plugin
 * @param learner the learner's plugin
 * @param critics the names of its critics
 * @param seed the seed it takes by itself
 * @param steps its budget, in environment steps
 * @param problem why it cannot be used, or null
 * @param spec the run spec, a JSON object; null in lists
 */
public record RecipeView(
        String name,
        String title,
        String source,
        String version,
        String environment,
        String learner,
        List<String> critics,
        long seed,
        long steps,
        Problem problem,
        Map<String, Object> spec) {
    /** The source of recipes in the data folder. */
    public static final String OWN = "data folder";

    /**
     * The same recipe as lists have it.
     *
     * @return it without the spec
     */
    public RecipeView brief() {
        return new RecipeView(name, title, source, version, environment, learner, critics, seed, steps, problem, null);
    }
}
