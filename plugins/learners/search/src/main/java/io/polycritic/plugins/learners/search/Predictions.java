package io.polycritic.plugins.learners.search;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.search.CandidateMeasure;
import io.polycritic.search.OneHot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What critics predict of candidates, one critic for each objective, in the slot of the objective's name. */
final class Predictions {
    /** With fewer measured candidates nothing is fitted. */
    static final int LEAST = 10;

    private final CandidateMeasure measure;
    private final PartContext context;
    private final List<String> objectives;
    private final OneHot code;
    private String said = "";
    private boolean fitted;

    Predictions(CandidateMeasure measure, PartContext context) {
        this.measure = measure;
        this.context = context;
        this.objectives = measure.objectives();
        this.code = new OneHot(measure.space());
    }

    boolean fits(CandidateMeasure present) {
        return present == measure && present.objectives().equals(objectives);
    }

    boolean fitted() {
        return fitted;
    }

    /** Fits all critics to what was measured, if there is one for each objective, and enough was measured. */
    boolean fit(List<Candidate> candidates) {
        fitted = false;
        List<String> missing = objectives.stream()
                .filter(objective -> critic(objective).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            say("no critic predicts " + String.join(", ", missing)
                    + "; optimizers that need predictions propose at random");
        } else if (candidates.size() < LEAST) {
            say("fewer than " + LEAST + " candidates are measured; predictors are not fitted, proposals are random");
        } else {
            Batch batch = code.batch(candidates.stream().map(Candidate::genome).toList());
            for (String objective : objectives) {
                float[] known = batch.put(FieldSpec.numbers(Fields.returns(objective)));
                int at = measure.measures().indexOf(objective);
                for (int i = 0; i < known.length; i++) {
                    known[i] = (float) candidates.get(i).scores()[at];
                }
                critic(objective).orElseThrow().learn(batch);
            }
            fitted = true;
        }
        return fitted;
    }

    private void say(String message) {
        if (!message.equals(said)) {
            context.logger().log(System.Logger.Level.INFO, message);
            said = message;
        }
    }

    private Optional<ScoringCritic> critic(String objective) {
        return context.slots(Kind.CRITIC, ScoringCritic.class).stream()
                .filter(slot -> slot.name().equals(objective))
                .map(Slot::get)
                .findFirst();
    }

    /** One vector of scores for each genome, one score for each objective. */
    List<double[]> predict(List<double[]> genomes) {
        if (!fitted) {
            throw new IllegalStateException("nothing can be predicted now");
        }
        List<double[]> scores = new ArrayList<>();
        genomes.forEach(genome -> scores.add(new double[objectives.size()]));
        if (genomes.isEmpty()) {
            return scores;
        }
        Batch batch = code.batch(genomes);
        for (int k = 0; k < objectives.size(); k++) {
            critic(objectives.get(k)).orElseThrow().score(batch);
            float[] predicted = batch.numbers(Fields.scores(objectives.get(k)));
            for (int i = 0; i < predicted.length; i++) {
                scores.get(i)[k] = predicted[i];
            }
        }
        return scores;
    }
}
