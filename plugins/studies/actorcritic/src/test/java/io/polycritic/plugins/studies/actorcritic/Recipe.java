package io.polycritic.plugins.studies.actorcritic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.plugins.critics.inverse.ExpertPolicy;
import io.polycritic.plugins.critics.inverse.IqObjective;
import io.polycritic.plugins.critics.inverse.MarginalQ;
import io.polycritic.plugins.critics.value.QCritic;
import io.polycritic.plugins.critics.value.TwinQ;
import io.polycritic.plugins.critics.value.VCritic;
import io.polycritic.plugins.environments.control.Acrobot;
import io.polycritic.plugins.environments.control.CartPole;
import io.polycritic.plugins.environments.control.MountainCarContinuous;
import io.polycritic.plugins.environments.control.Pendulum;
import io.polycritic.plugins.environments.demonstrations.RecordedDemonstrations;
import io.polycritic.plugins.environments.games.CrossroadMini;
import io.polycritic.plugins.environments.games.ExpertDemonstrations;
import io.polycritic.plugins.environments.games.Gems;
import io.polycritic.plugins.environments.games.KitchenMini;
import io.polycritic.plugins.environments.games.MarkovGame;
import io.polycritic.plugins.environments.memory.PrioritizedReplay;
import io.polycritic.plugins.environments.memory.UniformReplay;
import io.polycritic.plugins.environments.queues.MecQueue;
import io.polycritic.plugins.environments.robotics.Tabletop;
import io.polycritic.plugins.evaluators.games.ExactReturn;
import io.polycritic.plugins.evaluators.games.OccupancyGap;
import io.polycritic.plugins.evaluators.games.RewardDistance;
import io.polycritic.plugins.evaluators.pareto.ParetoFront;
import io.polycritic.plugins.evaluators.returns.EpisodeReturn;
import io.polycritic.plugins.evaluators.skills.GoalSuccess;
import io.polycritic.plugins.evaluators.skills.SafetyRate;
import io.polycritic.plugins.evaluators.skills.SkillControl;
import io.polycritic.plugins.evaluators.skills.SkillCoverage;
import io.polycritic.plugins.learners.actorcritic.A2c;
import io.polycritic.plugins.learners.actorcritic.Grpo;
import io.polycritic.plugins.learners.actorcritic.MultiCriticPpo;
import io.polycritic.plugins.learners.actorcritic.Ppo;
import io.polycritic.plugins.learners.actorcritic.Reinforce;
import io.polycritic.plugins.learners.actorcritic.SkillHierarchy;
import io.polycritic.plugins.learners.bandit.HeuristicPolicy;
import io.polycritic.plugins.learners.bandit.LinUcb;
import io.polycritic.plugins.learners.games.IqJoint;
import io.polycritic.plugins.learners.games.MaAirl;
import io.polycritic.plugins.learners.games.MaGail;
import io.polycritic.plugins.learners.games.Mamql;
import io.polycritic.plugins.learners.imitation.BehaviorCloning;
import io.polycritic.plugins.learners.offpolicy.Dqn;
import io.polycritic.plugins.learners.offpolicy.Sac;
import io.polycritic.plugins.learners.offpolicy.SacDiscrete;
import io.polycritic.plugins.learners.offpolicy.Td3;
import io.polycritic.plugins.optimizers.gradient.Adam;
import io.polycritic.plugins.optimizers.gradient.RmsProp;
import io.polycritic.plugins.optimizers.multiobjective.PreferenceSamplers;
import io.polycritic.plugins.rewards.inverse.AirlReward;
import io.polycritic.plugins.rewards.inverse.GailReward;
import io.polycritic.plugins.rewards.inverse.QImpliedReward;
import io.polycritic.plugins.rewards.programmed.EnvironmentReward;
import io.polycritic.plugins.rewards.programmed.MarginalCost;
import io.polycritic.plugins.rewards.programmed.Reach;
import io.polycritic.plugins.rewards.programmed.RewardSum;
import io.polycritic.plugins.rewards.programmed.Safety;
import io.polycritic.plugins.rewards.skills.SkillDiayn;
import io.polycritic.plugins.rewards.skills.SkillLipschitz;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run spec of this bundle, with the plugins that it names. */
record Recipe(JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** {@link PluginId} is not kept at run time, so the ids stand here once more; a wrong one makes a recipe fail. */
    private static final Map<String, PartFactory<?, ?>> PLUGINS = Map.ofEntries(
            Map.entry("marginal-q", new MarginalQ()),
            Map.entry("iq-objective", new IqObjective()),
            Map.entry("expert-policy", new ExpertPolicy()),
            Map.entry("markov-game", new MarkovGame()),
            Map.entry("gems", new Gems()),
            Map.entry("kitchen-mini", new KitchenMini()),
            Map.entry("crossroad-mini", new CrossroadMini()),
            Map.entry("expert-demonstrations", new ExpertDemonstrations()),
            Map.entry("mamql", new Mamql()),
            Map.entry("iq-joint", new IqJoint()),
            Map.entry("ma-gail", new MaGail()),
            Map.entry("ma-airl", new MaAirl()),
            Map.entry("gail-reward", new GailReward()),
            Map.entry("airl-reward", new AirlReward()),
            Map.entry("q-implied-reward", new QImpliedReward()),
            Map.entry("exact-return", new ExactReturn()),
            Map.entry("occupancy-gap", new OccupancyGap()),
            Map.entry("reward-distance", new RewardDistance()),
            Map.entry("v-critic", new VCritic()),
            Map.entry("marginal-cost", new MarginalCost()),
            Map.entry("preference-sampler", new PreferenceSamplers()),
            Map.entry("sac-discrete", new SacDiscrete()),
            Map.entry("lin-ucb", new LinUcb()),
            Map.entry("heuristic-policy", new HeuristicPolicy()),
            Map.entry("pareto-front", new ParetoFront()),
            Map.entry("mec-queue", new MecQueue()),
            Map.entry("q-critic", new QCritic()),
            Map.entry("twin-q", new TwinQ()),
            Map.entry("prioritized-replay", new PrioritizedReplay()),
            Map.entry("uniform-replay", new UniformReplay()),
            Map.entry("dqn", new Dqn()),
            Map.entry("sac", new Sac()),
            Map.entry("td3", new Td3()),
            Map.entry("acrobot", new Acrobot()),
            Map.entry("mountain-car-continuous", new MountainCarContinuous()),
            Map.entry("recorded-demonstrations", new RecordedDemonstrations()),
            Map.entry("a2c", new A2c()),
            Map.entry("grpo", new Grpo()),
            Map.entry("reinforce", new Reinforce()),
            Map.entry("behavior-cloning", new BehaviorCloning()),
            Map.entry("rmsprop", new RmsProp()),
            Map.entry("cart-pole", new CartPole()),
            Map.entry("pendulum", new Pendulum()),
            Map.entry("tabletop", new Tabletop()),
            Map.entry("episode-return", new EpisodeReturn()),
            Map.entry("goal-success", new GoalSuccess()),
            Map.entry("safety-rate", new SafetyRate()),
            Map.entry("skill-control", new SkillControl()),
            Map.entry("skill-coverage", new SkillCoverage()),
            Map.entry("multi-critic-ppo", new MultiCriticPpo()),
            Map.entry("ppo", new Ppo()),
            Map.entry("adam", new Adam()),
            Map.entry("environment-reward", new EnvironmentReward()),
            Map.entry("reach", new Reach()),
            Map.entry("reward-sum", new RewardSum()),
            Map.entry("safety", new Safety()),
            Map.entry("skill-diayn", new SkillDiayn()),
            Map.entry("skill-hierarchy", new SkillHierarchy()),
            Map.entry("skill-lipschitz", new SkillLipschitz()));

    /** A slot as the recipe has it. */
    record SlotSpec(String path, PartFactory<?, ?> plugin, double weight, Map<String, Object> config) {}

    static JsonNode read(String resource) {
        try (InputStream in = Recipe.class.getResourceAsStream("/" + resource)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RFC 7396. */
    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        if (target != null && target.isObject()) {
            target.fields().forEachRemaining(field -> merged.put(field.getKey(), field.getValue()));
        }
        patch.fields().forEachRemaining(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.put(field.getKey(), merge(merged.get(field.getKey()), field.getValue()));
            }
        });
        return MAPPER.valueToTree(merged);
    }

    /** All slots in the order in which parts can be made. */
    List<SlotSpec> slots() {
        List<SlotSpec> slots = new ArrayList<>();
        slots.add(slot("environment", json.get("environment")));
        for (String role : List.of("optimizers", "streams", "rewards", "critics")) {
            group(role, slots);
        }
        slots.add(slot("learner", json.get("learner")));
        group("evaluators", slots);
        return slots;
    }

    private void group(String role, List<SlotSpec> slots) {
        JsonNode group = json.get(role);
        if (group != null) {
            group.fields().forEachRemaining(field -> slots.add(slot(role + "." + field.getKey(), field.getValue())));
        }
    }

    @SuppressWarnings("unchecked")
    private static SlotSpec slot(String path, JsonNode slot) {
        String id = slot.get("plugin").asText();
        if (!PLUGINS.containsKey(id)) {
            throw new IllegalArgumentException(path + ": no plugin '" + id + "'; there are " + PLUGINS.keySet());
        }
        Map<String, Object> config = slot.has("config") ? MAPPER.convertValue(slot.get("config"), Map.class) : Map.of();
        return new SlotSpec(path, PLUGINS.get(id), slot.path("weight").asDouble(1), config);
    }
}
