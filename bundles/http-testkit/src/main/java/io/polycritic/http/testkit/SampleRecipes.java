package io.polycritic.http.testkit;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RecipeControl;
import io.polycritic.api.control.RecipeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Three recipes: one of a bundle, one of the data folder, one that cannot be used. */
public final class SampleRecipes implements RecipeControl {
    private static final Problem CONFLICT =
            new Problem("CONFLICT", "recipe", "'twice' is a recipe of several bundles: one, other");

    /** The recipes. */
    public SampleRecipes() {}

    @Override
    public List<RecipeView> recipes() {
        return List.of(
                recipe("cart-pole").brief(),
                recipe("slim").brief(),
                new RecipeView("twice", "", "one, other", "", "", "", List.of(), 0, 0, CONFLICT, null));
    }

    @Override
    public RecipeView recipe(String name) {
        return switch (name) {
            case "slim" ->
                view(
                        name,
                        "Skills on a table, one critic for each reward",
                        "io.polycritic.plugins.studies.actorcritic",
                        "tabletop",
                        "multi-critic-ppo",
                        List.of("reach", "skill", "safety"),
                        1_000_000);
            case "cart-pole" -> view(name, "", RecipeView.OWN, "cart-pole", "ppo", List.of("task"), 150_000);
            case "twice" -> throw new ProblemException(CONFLICT);
            default ->
                throw new ProblemException(new Problem(
                        "NOT_FOUND",
                        "recipe",
                        "there is no recipe '" + name + "'; recipes are: cart-pole, slim, twice"));
        };
    }

    private static RecipeView view(
            String name,
            String title,
            String source,
            String environment,
            String learner,
            List<String> critics,
            long steps) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("name", name);
        if (!title.isEmpty()) {
            spec.put("title", title);
        }
        spec.put("seed", 1);
        spec.put("budget", Map.of("steps", steps));
        spec.put("environment", Map.of("plugin", environment));
        spec.put("learner", Map.of("plugin", learner));
        Map<String, Object> named = new LinkedHashMap<>();
        critics.forEach(critic -> named.put(critic, Map.of("plugin", "v-critic", "weight", 1)));
        spec.put("critics", named);
        return new RecipeView(
                name,
                title,
                source,
                source.equals(RecipeView.OWN) ? "" : "0.1.0",
                environment,
                learner,
                critics,
                1,
                steps,
                null,
                spec);
    }
}
