package io.polycritic.runtime.launcher;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.RecipeControl;
import io.polycritic.api.control.RecipeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Recipes whose specs have little more than a name. */
public final class FakeRecipes implements RecipeControl {
    /** Needed by the framework. */
    public FakeRecipes() {}

    @Override
    public List<RecipeView> recipes() {
        return Stream.of("bad", "forever", "short")
                .map(name -> recipe(name).brief())
                .toList();
    }

    @Override
    public RecipeView recipe(String name) {
        if (!List.of("bad", "forever", "short").contains(name)) {
            throw new ProblemException(new Problem(
                    "NOT_FOUND", "recipe", "there is no recipe '" + name + "'; recipes are: bad, forever, short"));
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("name", name);
        spec.put("b", 1);
        spec.put("a", 2);
        return new RecipeView(name, "", "fake", "1.0.0", "", "", List.of(), 1, 1000, null, spec);
    }
}
