package io.polycritic.plugins.evaluators.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.plugin.State;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.search.SearchLearner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchEvaluatorsTest {
    /** The area under the stairs, added up step by step from the most accurate member on. */
    @Test
    void hypervolumeIsThatOfTheFrontOnHeldOutData() {
        try (TestRun run = Fixture.run(60)) {
            run.add("evaluators.front", new FrontHypervolume(), Map.of());
            Map<String, Double> measures = Fixture.evaluate(run, "evaluators.front");
            List<Candidate> front = run.part("learner", SearchLearner.class).front().stream()
                    .sorted((a, b) -> Double.compare(a.scores()[1], b.scores()[1]))
                    .toList();
            double area = 0;
            double right = 1;
            for (Candidate member : front) {
                double width = right + member.scores()[1] / 200;
                area += Math.max(0, width) * (member.scores()[0] - 0.01);
                right = Math.min(right, -member.scores()[1] / 200);
            }
            assertEquals(area, measures.get("hypervolume"), 1e-6);
            assertTrue(measures.get("searchedHypervolume") > measures.get("hypervolume"));
            assertEquals(front.size(), measures.get("frontSize"));
            Fixture measure = run.part("rewards.objectives", Fixture.class);
            assertEquals(front.size(), measure.held, "each member is measured once, on held-out data");
        }
    }

    @Test
    void ratioIsThatOfTheCheapestMemberThatIsGoodEnough() {
        try (TestRun run = Fixture.run(60)) {
            run.add("evaluators.front", new FrontHypervolume(), Map.of("loss", 0.02));
            double best = 0;
            double bestAtNoLoss = 0;
            for (Candidate member : run.part("learner", SearchLearner.class).front()) {
                double accuracy = member.scores()[0] - 0.01;
                double ratio = -200 / member.scores()[1];
                best = accuracy >= 0.63 - 1e-9 ? Math.max(best, ratio) : best;
                bestAtNoLoss = accuracy >= 0.65 - 1e-9 ? Math.max(bestAtNoLoss, ratio) : bestAtNoLoss;
            }
            Map<String, Double> measures = Fixture.evaluate(run, "evaluators.front");
            assertEquals(best, measures.get("ratio"), 0.35);
            assertTrue(measures.get("ratio") >= measures.get("ratioAtNoLoss") && bestAtNoLoss > 1);
            assertEquals(0.65, measures.get("baselineQuality"));
            assertTrue(measures.get("bestQuality") > 0.63, measures.toString());
        }
    }

    @Test
    void agreementIsHighForWhatCanBePredictedAndLowForShuffledScores() {
        try (TestRun run = Fixture.run(120)) {
            run.add("evaluators.surrogates", new SurrogateAgreement(), Map.of());
            Map<String, Double> measures = Fixture.evaluate(run, "evaluators.surrogates");
            assertTrue(measures.get("tauAccuracy") > 0.9, measures.toString());
            assertTrue(measures.get("tauSize") > 0.9, measures.toString());
            assertTrue(measures.get("shuffledTauAccuracy") < 0.2, measures.toString());
            assertTrue(measures.get("shuffledTauSize") < 0.2, measures.toString());
        }
    }

    /** Held-out candidates are not in the archive, and measuring them adds nothing to it. */
    @Test
    void agreementLeavesTheArchiveAlone() {
        try (TestRun run = Fixture.run(30)) {
            run.add("evaluators.surrogates", new SurrogateAgreement(), Map.of("candidates", 20));
            State before = State.of(run.part("learner", SearchLearner.class));
            Fixture.evaluate(run, "evaluators.surrogates");
            State after = State.of(run.part("learner", SearchLearner.class));
            assertEquals(
                    ((double[]) before.values().get("genomes")).length,
                    ((double[]) after.values().get("genomes")).length);
        }
    }
}
