package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.learner.EncodingLearner;
import io.polycritic.api.model.GraphModel;
import io.polycritic.api.model.ModelSource;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Shape;
import io.polycritic.contrastive.ContrastiveFields;
import io.polycritic.rl.GradientConflict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains encoder and projector on batches of views: one step along the gradient of what all critics say together, by
 * their weights, an update. Vectors of the critics' own are trained by the same sum.
 */
final class EncoderLearner implements EncodingLearner, ModelSource {
    private final Networks networks;
    private final Constants constants;
    private final PartContext context;
    private final Listening listening;
    private final Slot<GradientOptimizer> optimizer;
    private final Following following;
    private final GradientConflict conflict;
    private final float[] whole;
    private Step step;
    private Batch batch;
    private Reports reports;
    private ViewObjectives objectives;
    private final List<Own> own = new ArrayList<>();

    /** A vector of a critic's own, trained by the same sum. */
    private record Own(Term term, Parameters vector, ViewObjectives objectives) {}

    /** What the settings say. */
    record Constants(int items, double following, int queue, long conflictEvery, String optimizer) {}

    EncoderLearner(Networks networks, Constants constants, PartContext context) {
        this.networks = networks;
        this.constants = constants;
        this.context = context;
        this.listening = new Listening(context);
        this.optimizer = context.slot(constants.optimizer, GradientOptimizer.class);
        this.following = constants.following > 0
                ? new Following(networks, constants.following, constants.queue, context.random("queue"))
                : null;
        this.conflict = new GradientConflict(
                constants.conflictEvery, networks.parameters().size(), context.metrics());
        this.whole = new float[networks.parameters().size()];
    }

    @Override
    public Wiring wiring() {
        Wiring.Builder wiring = Wiring.builder()
                .calls(Kind.ENVIRONMENT.single(), MultiViewStream.class, 1)
                .calls("critics.*", LossCritic.class, 1)
                .calls(constants.optimizer, GradientOptimizer.class, 1);
        if (networks.networks() > 1) {
            wiring.requires(MultiViewStream.VIEWS, networks.networks(), networks.networks());
        }
        if (constants.queue > 0) {
            wiring.provides(ContrastiveFields.QUEUE, constants.queue);
        }
        return wiring.build();
    }

    /** Counts the items of the batch as steps. */
    @Override
    public Update update() {
        if (listening.look()) {
            build();
        }
        if (!listening.stream().next(batch)) {
            throw new PolycriticException(
                    ErrorCode.USER, "environment", "has ended; a learner of representations needs one that goes on");
        }
        step.feed(batch);
        boolean measured = conflict.next(listening.critics());
        if (measured) {
            measure();
        }
        GradientOptimizer stepper = optimizer.get();
        stepper.step(context.path(), networks.parameters(), objectives);
        for (int i = 0; i < own.size(); i++) {
            Own each = own.get(i);
            stepper.step(each.term.owner(each.vector), each.vector, each.objectives.computed());
        }
        if (following != null) {
            if (following.queued() > 0) {
                following.enqueue(step.program(), step.views(), constants.items);
            }
            following.follow();
        }
        reports.report(step.program(), context.metrics());
        return new Update(constants.items, 0);
    }

    /** What each critic by itself would do to the networks, before the step. */
    private void measure() {
        Program each = step.each();
        each.run();
        Arrays.fill(whole, 0);
        for (int k = 0; k < conflict.critics(); k++) {
            float[] gradient = conflict.gradient(k);
            each.get(Step.GRADIENT + k, gradient, 0);
            float weight = (float) step.terms().get(k).slot().weight();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= weight;
                whole[i] += gradient[i];
            }
        }
        conflict.report(whole);
    }

    private void build() {
        if (step != null) {
            step.close();
            step = null;
        }
        int views = listening.views();
        if (networks.networks() > 1 && networks.networks() != views) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    "learner.config.networks",
                    "found " + networks.networks() + ", the environment provides " + views + " views");
        }
        step = new Step(networks, following, context, listening, constants.items);
        batch = new Batch(Shape.of(views, constants.items));
        reports = new Reports(step, new float[views * constants.items]);
        objectives = new ViewObjectives(step, Step.GRADIENT, reports.squares(), ids());
        own.clear();
        for (int k = 0; k < step.terms().size(); k++) {
            Term term = step.terms().get(k);
            for (int j = 0; j < term.own().size(); j++) {
                String gradient = Step.own(k, j);
                own.add(new Own(term, term.own().get(j), new ViewObjectives(step, gradient, reports.squares(), ids())));
            }
        }
    }

    private float[] ids() {
        boolean named = context.environment().observation().has(Fields.ITEM);
        return named ? batch.put(context.environment().observation().field(Fields.ITEM)) : reports.rows();
    }

    @Override
    public FieldSpec input() {
        return networks.input();
    }

    @Override
    public int width(Layer layer) {
        return networks.width(layer);
    }

    @Override
    public Encoder encoder(int rows, int view, Layer layer) {
        return new FrozenEncoder(networks, context.compute(), rows, view, layer);
    }

    @Override
    public List<GraphModel> models(int rows) {
        return networks.models(rows);
    }

    @Override
    public void save(StateWriter out) {
        out.put(networks.parameters());
        conflict.save(out.under("conflict"));
        if (following != null) {
            following.save(out);
        }
    }

    @Override
    public void load(StateReader in) {
        in.read(networks.parameters());
        conflict.load(in.under("conflict"));
        if (following != null) {
            following.load(in);
        }
    }

    @Override
    public void close() {
        if (step != null) {
            step.close();
        }
    }
}
