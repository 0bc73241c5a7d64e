package io.polycritic.plugins.evaluators.returns;

import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.learner.PolicyLearner;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.rl.Episodes;
import io.polycritic.rl.Skills;
import java.util.List;

/** The part of {@link EpisodeReturn}. */
final class ReturnEvaluator implements Evaluator {
    private final int episodes;
    private final int signal;
    private final int mostSteps;
    private final RandomStream random;

    ReturnEvaluator(int episodes, int signal, int mostSteps, RandomStream random) {
        this.episodes = episodes;
        this.signal = signal;
        this.mostSteps = mostSteps;
        this.random = random;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder().calls("learner", PolicyLearner.class, 1).build();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        PolicyLearner learner = subject.part("learner", PolicyLearner.class)
                .orElseThrow(() ->
                        new PolycriticException(ErrorCode.USER, "learner", "has no policy that could be evaluated"));
        // The stream is left as it was found, so that each evaluation has the same skills.
        long[] state = random.state();
        float[] skills = Skills.spread(episodes, learner.condition().width(), random);
        random.restore(state);
        double[] returns = new double[episodes];
        double[] lengths = new double[episodes];
        try (Episodes running = new Episodes(subject, subject.world(), learner, episodes)) {
            running.reset();
            running.run(skills, mostSteps, new Episodes.Watcher() {
                @Override
                public void after(int step, int row, float[] observation, float[] signals, Ending ending) {
                    returns[row] += signals[signal];
                    lengths[row]++;
                }
            });
        }
        return List.of(
                new Measure("return", "", Measure.Better.HIGHER, returns),
                new Measure("episodeLength", "steps", Measure.Better.NEITHER, lengths));
    }

    @Override
    public void save(StateWriter out) {
        // There is no state.
    }

    @Override
    public void load(StateReader in) {
        // There is no state.
    }
}
