package io.polycritic.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.control.RecipeControl;
import io.polycritic.api.control.RecipeView;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.RunRequest;
import io.polycritic.api.control.RunView;
import io.polycritic.api.control.SlotView;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Recipes and run specs, and what begins or continues runs. */
final class StartRoutes {
    private static final String CART_POLE =
            """
            {
              "name": "cart-pole",
              "seed": 1,
              "budget": {"steps": 150000},
              "environment": {"plugin": "cart-pole"},
              "learner": {"plugin": "ppo", "config": {"lanes": 8, "horizon": 128}},
              "critics": {"task": {"plugin": "v-critic", "config": {"discount": 0.99}}},
              "rewards": {"task": {"plugin": "environment-reward"}},
              "optimizers": {"actor": {"plugin": "adam"}, "critics": {"plugin": "adam"}}
            }
            """;

    /**
     * Asks for a run: by a recipe's name or a spec a new one, by an id alone one that is there.
     *
     * @param recipe a recipe's name
     * @param spec a run spec, a JSON object, or one as a text
     * @param run the run's id, or null for {@code <name>-<seed>}
     * @param name replaces the spec's name
     * @param seed replaces the spec's seed
     * @param steps replaces the spec's budget, in environment steps
     * @param fresh whether an existing run of this id is set aside and begun anew; else it is continued
     */
    record RunStart(String recipe, Object spec, String run, String name, Long seed, Long steps, Boolean fresh) {}

    private final Supplier<RecipeControl> recipes;

    private StartRoutes(Supplier<RecipeControl> recipes) {
        this.recipes = recipes;
    }

    static void addTo(Router router, Supplier<RecipeControl> recipes) {
        StartRoutes routes = new StartRoutes(recipes);
        router.on(
                        Role.VIEWER,
                        "GET",
                        "/recipes",
                        Operation.of("Run specs that are ready to be started, without the specs themselves.")
                                .lists(RecipeView.class),
                        call -> RunRoutes.items(routes.recipes().recipes()))
                .on(
                        Role.VIEWER,
                        "GET",
                        "/recipes/{recipe}",
                        Operation.of("A recipe with its run spec.").gives(RecipeView.class),
                        call -> Reply.ok(routes.recipes().recipe(call.path("recipe"))))
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/runs",
                        Operation.of("Starts the run of a recipe or a spec, or continues a run.")
                                .takes(RunStart.class, "{\"recipe\": \"slim\", \"seed\": 31, \"steps\": 2000000}")
                                .creates(RunView.class),
                        routes::start)
                .on(
                        Role.OPERATOR,
                        "POST",
                        "/check",
                        Operation.of("Checks a run spec without running it.")
                                .takes(Object.class, CART_POLE)
                                .lists(SlotView.class),
                        StartRoutes::check);
    }

    private RecipeControl recipes() {
        RecipeControl present = recipes.get();
        if (present == null) {
            throw HttpProblem.absent("the recipes are");
        }
        return present;
    }

    private Reply start(Call call) throws IOException {
        ObjectNode body = call.object();
        RunStart asked = Json.convert(body, RunStart.class);
        long ways = Stream.of(asked.recipe(), asked.spec())
                .filter(each -> each != null)
                .count();
        if (ways == 2) {
            throw HttpProblem.user("recipe", "goes without 'spec': one of them is what is run");
        }
        if (ways == 0 && asked.run() == null) {
            throw HttpProblem.user(
                    "spec", "is missing: give 'recipe' or 'spec' to start a run, or 'run' to continue one");
        }
        if (ways == 0 && asked.name() != null) {
            throw HttpProblem.user("name", "of a run that is continued cannot be changed");
        }
        String spec = ways == 0 ? null : named(asked, body.get("spec"));
        RunView run =
                call.control().start(new RunRequest(spec, asked.run(), asked.seed(), asked.steps(), asked.fresh()));
        call.note(run.run() + (asked.recipe() == null ? "" : " by the recipe " + asked.recipe()));
        return Reply.created(run, ApiServlet.ROOT + "/runs/" + Router.segment(run.run()));
    }

    /** The spec that is asked for, with the name that is asked for; the order of its slots stays as it is. */
    private String named(RunStart asked, JsonNode given) {
        if (given != null && given.isTextual() && asked.name() == null) {
            return given.textValue();
        }
        ObjectNode spec;
        if (asked.recipe() != null) {
            spec = Json.object(Json.text(recipes().recipe(asked.recipe()).spec()));
        } else if (given instanceof ObjectNode object) {
            spec = object;
        } else if (given != null && given.isTextual()) {
            spec = Json.object(given.textValue());
        } else {
            throw HttpProblem.user("spec", "must be a run spec: a JSON object, or one as a text");
        }
        if (asked.name() != null) {
            spec.put("name", asked.name());
        }
        return spec.toString();
    }

    private static Reply check(Call call) throws IOException {
        String spec = call.text();
        Json.object(spec);
        return RunRoutes.items(call.control().check(spec));
    }
}
