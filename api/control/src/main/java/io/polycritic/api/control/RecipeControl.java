package io.polycritic.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Recipes: run specs that are ready to be started. Installed bundles bring them, and whoever runs the server puts own
 * ones into the folder {@code recipes} of the data folder; of the same name, those count. Thread-safe.
 */
@ProviderType
public interface RecipeControl {
    /**
     * Lists the recipes that are there now, without their specs. One that cannot be used is listed with its problem.
     *
     * @return the recipes by name
     */
    List<RecipeView> recipes();

    /**
     * One recipe with its spec.
     *
     * @param name its name
     * @return the recipe
     * @throws ProblemException with {@code NOT_FOUND} if there is none, naming those that there are; with the recipe's
     *     own problem if it cannot be used
     */
    RecipeView recipe(String name);
}
