package io.polycritic.plugins.studies.actorcritic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.plugins.environments.queues.MecQueue;
import io.polycritic.plugins.learners.bandit.HeuristicPolicy;
import io.polycritic.rl.Episodes;
import io.polycritic.rl.Preferences;
import io.polycritic.rl.SystemWorld;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The studies {@code gmorl} and {@code gmorl-burst}. */
class GmorlTest {
    private static final int EPISODES = 10;

    private static JsonNode recipe(JsonNode study) {
        return Recipe.read("recipes/" + study.get("recipe").asText() + ".json");
    }

    /** A small form of a run spec that learns and evaluates. */
    private static JsonNode small(JsonNode spec) {
        ObjectNode patch = new ObjectMapper().createObjectNode();
        patch.putObject("environment").putObject("config").put("tasks", 20);
        ObjectNode learner = patch.putObject("learner").putObject("config");
        JsonNode config = spec.at("/learner/config");
        if (config.has("warmup")) {
            learner.put("warmup", 40);
        }
        if (config.has("horizon")) {
            learner.put("horizon", 8).put("minibatch", 16);
        }
        spec.get("evaluators").fieldNames().forEachRemaining(name -> {
            patch.withObject("/evaluators/" + name + "/config")
                    .put("divisions", 2)
                    .put("episodes", 1);
        });
        return Recipe.merge(spec, patch);
    }

    /** Each arm trains, and is measured. */
    @ParameterizedTest
    @ValueSource(strings = {"gmorl", "gmorl-burst"})
    void armsTrainAndAreMeasured(String name) {
        JsonNode study = Recipe.read("studies/" + name + ".json");
        for (JsonNode arm : study.get("arms")) {
            JsonNode spec = recipe(study);
            if (study.has("worlds")) {
                spec = Recipe.merge(spec, study.at("/worlds/0/patch"));
            }
            if (arm.has("patch")) {
                spec = Recipe.merge(spec, arm.get("patch"));
            }
            try (Training training = new Training(small(spec), 1, CompiledCompute.withJavaBlas(), null)) {
                assertWired(spec, training.run(), arm.get("name").asText());
                for (int i = 0; i < 4; i++) {
                    training.update();
                }
                Map<String, Double> measures = training.evaluate("trained");
                double volume = measures.get("hypervolume");
                assertTrue(volume >= 0 && volume <= 1, arm.get("name") + ": " + measures);
            }
        }
    }

    /** All fields that parts need are offered in their shape, and all slots that they call are there. */
    private static void assertWired(JsonNode spec, TestRun run, String arm) {
        Map<String, FieldSpec> offers = new TreeMap<>();
        List<String> paths =
                new Recipe(spec).slots().stream().map(Recipe.SlotSpec::path).toList();
        for (String path : paths) {
            for (FieldSpec offer : run.part(path, Part.class).wiring().offers()) {
                assertNull(offers.put(offer.name(), offer), arm + ": " + path + " offers " + offer.name() + " again");
            }
        }
        for (String path : paths) {
            Wiring wiring = run.part(path, Part.class).wiring();
            for (FieldSpec need : wiring.needs()) {
                FieldSpec offer = offers.get(need.name());
                assertNotNull(offer, arm + ": " + path + " needs " + need.name());
                assertEquals(need.shape(), offer.shape(), arm + ": " + path + " needs " + need.name());
                assertEquals(need.type(), offer.type(), arm + ": " + path + " needs " + need.name());
            }
            for (Wiring.SlotNeed need : wiring.slots()) {
                String group = need.path().replace("*", "");
                long found = paths.stream()
                        .filter(other -> need.path().endsWith("*") ? other.startsWith(group) : other.equals(group))
                        .filter(other -> need.role().isInstance(run.part(other, Part.class)))
                        .count();
                assertTrue(found >= need.atLeast(), arm + ": " + path + " calls " + need.path());
            }
        }
    }

    /**
     * The box of a system is from the best costs of rules that learn nothing, to 1.1 times the worst mean over
     * preferences of one of them, over the study's own episodes.
     */
    @ParameterizedTest
    @ValueSource(strings = {"gmorl", "gmorl-burst"})
    void boxesAreThoseOfTheRules(String name) {
        JsonNode study = Recipe.read("studies/" + name + ".json");
        JsonNode spec = recipe(study);
        if (study.has("worlds")) {
            spec = Recipe.merge(spec, study.at("/worlds/0/patch"));
        }
        double burst = spec.at("/environment/config/burst").asDouble(1);
        for (JsonNode evaluator : spec.get("evaluators")) {
            JsonNode config = evaluator.get("config");
            for (int i = 0; i < config.get("systems").size(); i++) {
                String system = config.get("systems").get(i).asText();
                double[][] box = box(system, burst);
                for (int k = 0; k < 2; k++) {
                    double ideal = config.get("ideals").get(2 * i + k).asDouble();
                    double reference = config.get("references").get(2 * i + k).asDouble();
                    assertEquals(box[0][k], ideal, 0.02 * box[0][k], system + " ideal " + k);
                    assertEquals(box[1][k], reference, 0.02 * box[1][k], system + " reference " + k);
                }
            }
        }
    }

    private static double[][] box(String system, double burst) {
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] worst = new double[2];
        for (String rule : List.of("random", "least-loaded", "marginal-greedy")) {
            try (TestRun run = new TestRun(1, null, null)) {
                run.add("environment", new MecQueue(), Map.of("marginals", true, "burst", burst));
                PolicyLearner learner = (PolicyLearner) run.add("learner", new HeuristicPolicy(), Map.of("rule", rule));
                double[][] costs = costs(run.part("environment", SystemWorld.class), learner, system);
                double[] mean = new double[2];
                for (double[] cost : costs) {
                    for (int k = 0; k < 2; k++) {
                        least[k] = Math.min(least[k], cost[k]);
                        mean[k] += cost[k] / costs.length;
                    }
                }
                worst[0] = Math.max(worst[0], 1.1 * mean[0]);
                worst[1] = Math.max(worst[1], 1.1 * mean[1]);
            }
        }
        return new double[][] {least, worst};
    }

    /** Mean delay and energy of a task under each preference. */
    private static double[][] costs(SystemWorld world, PolicyLearner learner, String system) {
        List<float[]> preferences = Preferences.lattice(2, 20);
        int rows = preferences.size() * EPISODES;
        float[] conditions = new float[2 * rows];
        long[] each = new long[rows];
        for (int row = 0; row < rows; row++) {
            each[row] = 1 + row % EPISODES;
            System.arraycopy(preferences.get(row / EPISODES), 0, conditions, 2 * row, 2);
        }
        EnvironmentSpec spec = world.spec(system);
        int delay = spec.signals().offset("delay.completed");
        int energy = spec.signals().offset("energy");
        double[][] costs = new double[preferences.size()][2];
        PolicyLearner.Policy policy =
                learner.policy(spec, rows, PolicyLearner.Mode.EVALUATE).orElseThrow();
        try (Episodes episodes = new Episodes(world.lanes(system, each), spec, policy)) {
            episodes.reset();
            episodes.run(conditions, 1000, new Episodes.Watcher() {
                @Override
                public void after(int step, int row, float[] observation, float[] signals, Ending ending) {
                    costs[row / EPISODES][0] += signals[delay] / (200.0 * EPISODES);
                    costs[row / EPISODES][1] += signals[energy] / (200.0 * EPISODES);
                }
            });
        }
        return costs;
    }
}
