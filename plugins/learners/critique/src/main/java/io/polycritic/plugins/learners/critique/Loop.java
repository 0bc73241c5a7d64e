package io.polycritic.plugins.learners.critique;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Shape;
import io.polycritic.critique.Assessment;
import io.polycritic.critique.CritiqueModel;
import io.polycritic.critique.PathSpace;
import io.polycritic.critique.PathStream;
import io.polycritic.critique.Refiner;
import io.polycritic.vlm.VlmLearner;
import io.polycritic.vlm.VlmWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * P_0 is the question; a_t ~ Reasoner(. | image, P_t); d_t ~ Critic(. | image, question, a_t); P_(t+1) = P_t + d_t
 * (Zhang et al., "Critic-V", 2025, section 3.1), where the prompt keeps the last path and its critique. Nothing is
 * learned but what the prompt says.
 */
public final class Loop implements Refiner {
    private static final String ENVIRONMENT = "environment";

    private final VlmLearner reasoner;
    private final CritiqueLoop.Config config;
    private final PartContext context;
    private final Slot<DataStream> stream;
    private final Slot<PathStream> world;
    private final Slot<CritiqueModel> critic;
    private final PathSpace space;
    private VlmWriter writer;

    /** When there is no further round. */
    public enum StopRule {
        /** When the critic finds nothing wrong. */
        PASSED,
        /** Also when the path stays as it was. */
        UNCHANGED,
        /** Never before all rounds are over. */
        NEVER
    }

    /** What a prompt says of the last try. */
    public enum Feedback {
        /** The critique. */
        LANGUAGE,
        /** Whether something is wrong. */
        VERDICT,
        /** Nothing; no critic is asked. */
        NONE
    }

    Loop(VlmLearner reasoner, CritiqueLoop.Config config, PartContext context) {
        this.reasoner = reasoner;
        this.config = config;
        this.context = context;
        this.stream = context.slot(ENVIRONMENT, DataStream.class);
        this.world = context.slot(ENVIRONMENT, PathStream.class);
        this.critic = context.slot(criticPath(), CritiqueModel.class);
        this.space = PathSpace.of(context.environment().observation());
    }

    private String criticPath() {
        return "critics." + config.critic();
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder().calls(ENVIRONMENT, PathStream.class, 1);
        if (config.feedback() != Feedback.NONE) {
            wiring.calls(criticPath(), CritiqueModel.class, 1);
        }
        return wiring.build();
    }

    @Override
    public Update update() {
        Batch items = new Batch(Shape.of(config.minibatch()));
        if (!stream.get().next(items)) {
            throw new PolycriticException(ErrorCode.USER, ENVIRONMENT, "has ended");
        }
        List<Trace> traces = refine(items, config.temperature(), context.random("paths"));
        float[] numbers = items.numbers(Fields.ITEM);
        double[] right = new double[2];
        double[] moved = new double[2];
        double rounds = 0;
        for (int row = 0; row < traces.size(); row++) {
            Trace trace = traces.get(row);
            Assessment first =
                    world.get().assess((long) numbers[row], trace.paths().get(0));
            Assessment last = world.get().assess((long) numbers[row], trace.answer());
            right[0] += first.correct() ? 1 : 0;
            right[1] += last.correct() ? 1 : 0;
            moved[0] += !first.correct() && last.correct() ? 1 : 0;
            moved[1] += first.correct() && !last.correct() ? 1 : 0;
            rounds += trace.paths().size();
        }
        int n = traces.size();
        context.metrics().record("firstAccuracy", right[0] / n);
        context.metrics().record("accuracy", right[1] / n);
        context.metrics().record("wrongToRight", moved[0] / n);
        context.metrics().record("rightToWrong", moved[1] / n);
        context.metrics().record("rounds", rounds / n);
        return new Update(n, 0);
    }

    @Override
    public List<Trace> refine(Batch items, double temperature, RandomStream random) {
        if (writer == null) {
            writer = new VlmWriter(context.compute(), reasoner.model(), reasoner.parameters(), config.rows());
        }
        return config.votes() > 1 ? vote(items, temperature, random) : rounds(items, temperature, random);
    }

    /** Several paths for each question; the first one with the most frequent answer counts. */
    private List<Trace> vote(Batch items, double temperature, RandomStream random) {
        List<Ballot> ballots = new ArrayList<>();
        float[] numbers = items.numbers(Fields.ITEM);
        for (int row = 0; row < items.rows(); row++) {
            ballots.add(new Ballot());
        }
        for (int vote = 0; vote < config.votes(); vote++) {
            int[][] texts = writer.write(items, temperature, random);
            for (int row = 0; row < texts.length; row++) {
                int[] path = space.ended(texts[row]);
                ballots.get(row)
                        .add(path, world.get().assess((long) numbers[row], path).answer(), texts[row].length);
            }
        }
        return ballots.stream().map(Ballot::trace).toList();
    }

    private List<Trace> rounds(Batch items, double temperature, RandomStream random) {
        List<Attempt> all = new ArrayList<>();
        for (int row = 0; row < items.rows(); row++) {
            all.add(new Attempt(row));
        }
        List<Attempt> open = all;
        for (int round = 0; round < config.rounds() && !open.isEmpty(); round++) {
            Batch prompts = prompts(items, open);
            int[][] texts = writer.write(prompts, temperature, random);
            for (int i = 0; i < texts.length; i++) {
                open.get(i).answered(space.ended(texts[i]), texts[i].length, config.stop() == StopRule.UNCHANGED);
            }
            if (round == config.rounds() - 1) {
                break;
            }
            open = open.stream().filter(Attempt::goesOn).toList();
            if (config.feedback() != Feedback.NONE && !open.isEmpty()) {
                criticise(items, open, temperature, random);
                open = open.stream().filter(Attempt::goesOn).toList();
            }
        }
        return all.stream().map(Attempt::trace).toList();
    }

    private void criticise(Batch items, List<Attempt> open, double temperature, RandomStream random) {
        Batch judged = rows(items, open);
        float[] paths = judged.put(space.paths(PathSpace.PATH));
        for (int i = 0; i < open.size(); i++) {
            PathSpace.write(open.get(i).last(), paths, i, space.path());
        }
        float[] critiques = new float[open.size() * space.critique()];
        critic.get().criticise(judged, temperature > 0 ? 1 : 0, random, critiques);
        for (int i = 0; i < open.size(); i++) {
            int[] tokens = PathSpace.read(critiques, i, space.critique());
            boolean passes = world.get().notes().read(tokens).passes();
            int[] told = config.feedback() == Feedback.LANGUAGE
                    ? tokens
                    : world.get().notes().verdict(passes);
            open.get(i).criticised(told, tokens.length - 1, passes && config.stop() != StopRule.NEVER);
        }
    }

    /** Questions and what there is to say of the last tries. */
    private Batch prompts(Batch items, List<Attempt> open) {
        Batch prompts = rows(items, open);
        float[] paths = prompts.put(space.paths(PathSpace.PATH));
        float[] critiques = prompts.put(space.critiques(PathSpace.CRITIQUE));
        for (int i = 0; i < open.size(); i++) {
            Attempt attempt = open.get(i);
            PathSpace.write(config.history() > 0 ? attempt.last() : new int[0], paths, i, space.path());
            PathSpace.write(attempt.critique(), critiques, i, space.critique());
        }
        return prompts;
    }

    private static Batch rows(Batch items, List<Attempt> open) {
        Batch batch = new Batch(Shape.of(open.size()));
        for (String name : List.of(Fields.ITEM, Fields.IMAGE, PathSpace.QUESTION)) {
            int width = items.spec(name).width();
            float[] from = items.numbers(name);
            float[] into = batch.put(items.spec(name));
            for (int i = 0; i < open.size(); i++) {
                System.arraycopy(from, open.get(i).row() * width, into, i * width, width);
            }
        }
        return batch;
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
