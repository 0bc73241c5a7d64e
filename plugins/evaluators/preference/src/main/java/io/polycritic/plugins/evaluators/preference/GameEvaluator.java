package io.polycritic.plugins.evaluators.preference;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Measure.Better;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.preference.BradleyTerryFit;
import io.polycritic.preference.PreferenceGame;
import io.polycritic.preference.RegularisedGame;
import io.polycritic.preference.TabularPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a tabular policy in its game, a sample for each prompt. The tournament's opponents are the reference, the
 * best response to it, the policy that is optimal for Bradley-Terry rewards, and the equilibrium.
 */
final class GameEvaluator implements StatelessEvaluator {
    private final double tau;

    GameEvaluator(double tau) {
        this.tau = tau;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls("environment", PreferenceGame.class, 1)
                .calls("learner", TabularPolicy.class, 1)
                .build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        PreferenceGame game = part(subject, "environment", PreferenceGame.class);
        TabularPolicy learner = part(subject, "learner", TabularPolicy.class);
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int prompt = 0; prompt < game.prompts(); prompt++) {
            RegularisedGame regularised = new RegularisedGame(game.preferences(prompt), game.reference(prompt), tau);
            for (Map.Entry<String, Double> found :
                    measure(regularised, learner, prompt).entrySet()) {
                columns.computeIfAbsent(found.getKey(), key -> new double[game.prompts()])[prompt] = found.getValue();
            }
        }
        List<Measure> measures = new ArrayList<>();
        columns.forEach((name, samples) -> measures.add(new Measure(name, "", better(name), samples)));
        return measures;
    }

    private static <T extends Part> T part(Subject subject, String path, Class<T> role) {
        return subject.part(path, role)
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.USER, path, "is no " + role.getSimpleName() + ", which exploitability needs"));
    }

    private static Better better(String name) {
        return name.startsWith("wins") || name.startsWith("preferred") ? Better.HIGHER : Better.LOWER;
    }

    private Map<String, Double> measure(RegularisedGame game, TabularPolicy learner, int prompt) {
        double[] policy = learner.policy(prompt);
        double[] equilibrium = game.equilibrium();
        Map<String, Double> found = new LinkedHashMap<>();
        found.put("regularised", game.exploitability(policy));
        found.put("plain", game.plainExploitability(policy));
        found.put("divergenceToEquilibrium", RegularisedGame.divergence(equilibrium, policy));
        found.put("divergenceToReference", RegularisedGame.divergence(policy, game.reference()));
        TabularPolicy.Iterates way = learner.iterates(prompt);
        if (way.steps().length > 0) {
            found.put("boundViolations", new Bounds(game, equilibrium).violations(way));
        }
        Map<String, double[]> opponents = new LinkedHashMap<>();
        opponents.put("Reference", game.reference());
        opponents.put("BestResponse", game.bestResponse(game.reference()));
        opponents.put("Rlhf", game.optimum(BradleyTerryFit.rewards(game.preferences(), game.reference())));
        opponents.put("Equilibrium", equilibrium);
        opponents.forEach((name, opponent) -> {
            found.put("wins" + name, game.preferences().win(policy, opponent));
            found.put("preferredTo" + name, game.preference(policy, opponent));
        });
        return found;
    }
}
