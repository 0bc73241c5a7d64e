package io.polycritic.runtime.launcher;

import io.polycritic.api.control.RecipeControl;
import io.polycritic.api.control.RecipeView;
import java.util.List;

/** The recipes of another process, through its REST interface. */
record RemoteRecipes(Rest rest) implements RecipeControl {
    @Override
    public List<RecipeView> recipes() {
        return rest.list("/recipes", RecipeView.class);
    }

    @Override
    public RecipeView recipe(String name) {
        return rest.get("/recipes/" + Rest.segment(name), RecipeView.class);
    }
}
