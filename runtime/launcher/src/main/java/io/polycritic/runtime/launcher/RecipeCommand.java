package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.polycritic.api.control.RecipeView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code polycritic recipe}. */
@Command(
        name = "recipe",
        description = "Shows run specs that are ready to be trained.",
        synopsisSubcommandLabel = "COMMAND")
final class RecipeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Polycritic root;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(name = "list", description = "Lists the recipes of all bundles and of the data folder.")
    int list() {
        try (Session session = look()) {
            List<RecipeView> recipes = session.recipes().recipes();
            Table table = new Table("RECIPE", "ENVIRONMENT", "LEARNER", "CRITICS", "STEPS", "TITLE");
            for (RecipeView recipe : recipes) {
                table.row(
                        recipe.name(),
                        recipe.environment(),
                        recipe.learner(),
                        String.join(", ", recipe.critics()),
                        String.format(Locale.ROOT, "%,d", recipe.steps()),
                        recipe.problem() == null
                                ? recipe.title()
                                : recipe.problem().message());
            }
            root.print(Map.of("recipes", recipes), table.toString());
        }
        return 0;
    }

    @Command(name = "show", description = "Prints the run spec of a recipe, to be changed and trained as a file.")
    int show(@Parameters(paramLabel = "RECIPE", description = "The recipe's name.") String name)
            throws JsonProcessingException {
        try (Session session = look()) {
            RecipeView recipe = session.recipes().recipe(name);
            String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(recipe.spec());
            root.print(recipe.spec(), text);
        }
        return 0;
    }

    private Session look() {
        return Session.open(root.installation(), root.data(), Framework.Extent.ENGINE, null);
    }
}
