package io.polycritic.plugins.evaluators.search;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.evaluation.Evaluator;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.Search;
import io.polycritic.api.optimizer.Search.Candidate;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.search.CandidateMeasure;
import io.polycritic.search.OneHot;
import io.polycritic.search.Proposals;
import io.polycritic.search.RankCorrelation;
import io.polycritic.search.SearchLearner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The part of {@link SurrogateAgreement}. The critics are copies; what they learn here never reaches the run. */
final class AgreementEvaluator implements Evaluator {
    private final String name;
    private final Counts counts;
    private final PartContext context;

    /** Candidates to learn from, candidates to order, repetitions of the control. */
    record Counts(int learned, int candidates, int shuffles) {}

    AgreementEvaluator(String name, Counts counts, PartContext context) {
        this.name = name;
        this.counts = counts;
        this.context = context;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls("learner", SearchLearner.class, 1)
                .calls("rewards." + name, CandidateMeasure.class, 1)
                .build();
    }

    /** Rows of candidates, and all measures of each. */
    private record Table(Batch batch, List<double[]> scores) {
        double[] column(int measure) {
            return scores.stream().mapToDouble(row -> row[measure]).toArray();
        }
    }

    /** What a critic of an objective learns from, and what it must order then. */
    private record Exam(ScoringCritic critic, String objective, Batch learned, Batch held, double[] truth) {
        double tau(double[] lesson) {
            float[] returns = learned.put(FieldSpec.numbers(Fields.returns(objective)));
            for (int i = 0; i < returns.length; i++) {
                returns[i] = (float) lesson[i];
            }
            critic.learn(learned);
            critic.score(held);
            float[] scores = held.numbers(Fields.scores(objective));
            double[] predicted = new double[scores.length];
            Arrays.setAll(predicted, i -> scores[i]);
            return RankCorrelation.kendall(predicted, truth);
        }
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        SearchLearner learner = subject.part("learner", SearchLearner.class).orElseThrow();
        CandidateMeasure measure =
                subject.part("rewards." + name, CandidateMeasure.class).orElseThrow();
        OneHot code = new OneHot(measure.space());
        List<Candidate> known =
                learner.measured().stream().limit(counts.learned).toList();
        if (known.isEmpty()) {
            return List.of();
        }
        Table learned = new Table(
                code.batch(known.stream().map(Candidate::genome).toList()),
                known.stream().map(Candidate::scores).toList());
        Table held = held(learner.search(), measure, code);
        List<Measure> measures = new ArrayList<>();
        for (String objective : measure.objectives()) {
            Optional<ScoringCritic> critic = subject.part("critics." + objective, ScoringCritic.class);
            if (critic.isPresent()) {
                int at = measure.measures().indexOf(objective);
                Exam exam = new Exam(critic.get(), objective, learned.batch, held.batch, held.column(at));
                String title = objective.substring(0, 1).toUpperCase(Locale.ROOT) + objective.substring(1);
                double[] lesson = learned.column(at);
                measures.add(new Measure("tau" + title, "", Measure.Better.HIGHER, exam.tau(lesson)));
                measures.add(new Measure(
                        "shuffledTau" + title, "", Measure.Better.NEITHER, Math.abs(control(exam, lesson))));
            }
        }
        return measures;
    }

    private Table held(Search search, CandidateMeasure measure, OneHot code) {
        List<double[]> genomes = new Proposals(search, counts.candidates)
                .fill(context.random("candidates"))
                .genomes();
        List<double[]> scores =
                genomes.stream().map(genome -> measure.measured(name, genome)).toList();
        return new Table(code.batch(genomes), scores);
    }

    /** The mean correlation after lessons in which scores belong to other candidates. */
    private double control(Exam exam, double[] lesson) {
        RandomStream random = context.random("shuffles");
        double sum = 0;
        for (int i = 0; i < counts.shuffles; i++) {
            int[] order = new int[lesson.length];
            Arrays.setAll(order, j -> j);
            random.shuffle(order);
            double[] shuffled = new double[lesson.length];
            Arrays.setAll(shuffled, j -> lesson[order[j]]);
            sum += exam.tau(shuffled);
        }
        return sum / counts.shuffles;
    }

    @Override
    public void save(StateWriter out) {
        // Measures a copy and keeps nothing.
    }

    @Override
    public void load(StateReader in) {
        // Measures a copy and keeps nothing.
    }
}
