package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Op;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.contrastive.ContrastiveFields;
import io.polycritic.nn.Contrastive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The graph of a batch of N views of M items: the weighted sum of what the critics say, compiled for these critics and
 * this many views.
 */
final class Step implements AutoCloseable {
    static final String LOSS = "loss";
    static final String GRADIENT = "gradient";
    static final String SQUARES = "squares";

    private static final String INPUTS = "inputs";

    private final Networks networks;
    private final Following following;
    private final PartContext context;
    private final int views;
    private final int items;
    private final List<Term> terms = new ArrayList<>();
    private final List<FieldSpec> given = new ArrayList<>();
    private final Program program;
    private final boolean queued;
    private final float[] one = new float[1];
    private Program each;
    private Batch batch;

    /** Builds it for the critics as they are now; {@code following} may be null. */
    Step(Networks networks, Following following, PartContext context, Listening listening, int items) {
        this.networks = networks;
        this.following = following;
        this.context = context;
        this.views = listening.views();
        this.items = items;
        Map<String, Node> fields = fields(context.environment());
        for (Slot<LossCritic> slot : listening.critics()) {
            terms.add(Term.of(slot, fields));
        }
        if (terms.stream().noneMatch(Term::counts)) {
            throw new InvalidConfigException("critics", "all of them lend their losses to others; none adds a term");
        }
        Computation computation = computation(fields);
        Set<String> used = inputs(computation);
        given.removeIf(field -> !used.contains(field.name()));
        this.queued = used.contains(ContrastiveFields.QUEUE);
        this.program = context.compute().compile(computation);
    }

    private Map<String, Node> fields(EnvironmentSpec spec) {
        Node inputs = Graphs.input(INPUTS, networks.inputShape(views * items));
        Map<String, Node> fields = new LinkedHashMap<>();
        fields.put(Fields.EMBEDDING, networks.embeddings(networks.parameters(), inputs, views));
        if (following != null) {
            Node keys = Contrastive.normalised(networks.embeddings(following.parameters(), inputs, views));
            fields.put(ContrastiveFields.KEYS, Elementwise.stopGradient(keys));
            if (following.queued() > 0) {
                int width = fields.get(Fields.EMBEDDING).shape().length(2);
                fields.put(ContrastiveFields.QUEUE, Graphs.input(ContrastiveFields.QUEUE, following.queued(), width));
            }
        }
        for (FieldSpec field : spec.observation().fields()) {
            if (!field.name().equals(networks.input().name()) && field.type() != FieldType.TEXT) {
                int[] own = field.shape().toArray();
                int[] lengths = new int[own.length + 2];
                lengths[0] = views;
                lengths[1] = items;
                System.arraycopy(own, 0, lengths, 2, own.length);
                fields.put(field.name(), Graphs.input(field.name(), lengths));
                given.add(field);
            }
        }
        return fields;
    }

    private Computation computation(Map<String, Node> fields) {
        Computation computation = new Computation();
        Node sum = null;
        for (int k = 0; k < terms.size(); k++) {
            Term term = terms.get(k);
            if (term.counts()) {
                Node weighted = Elementwise.multiply(term.loss(), Graphs.input(weight(k), 1));
                sum = sum == null ? weighted : Elementwise.add(sum, weighted);
                computation.output(LOSS + k, term.loss());
            }
            int index = k;
            term.metrics().forEach((name, node) -> computation.output(metric(index, name), node));
        }
        computation.output(LOSS, sum).gradient(GRADIENT, sum, networks.parameters());
        for (int k = 0; k < terms.size(); k++) {
            for (int j = 0; j < terms.get(k).own().size(); j++) {
                computation.gradient(own(k, j), sum, terms.get(k).own().get(j));
            }
        }
        Node embedding = fields.get(Fields.EMBEDDING);
        computation.output(SQUARES, Reduce.sum(Elementwise.square(embedding), -1));
        if (fields.containsKey(ContrastiveFields.KEYS)) {
            computation.output(ContrastiveFields.KEYS, fields.get(ContrastiveFields.KEYS));
        }
        return computation;
    }

    static String weight(int k) {
        return "weight" + k;
    }

    static String own(int k, int j) {
        return "own" + k + "." + j;
    }

    static String metric(int k, String name) {
        return "metric" + k + "." + name;
    }

    /** The names of the inputs that a computation depends on. */
    private static Set<String> inputs(Computation computation) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>(computation.outputs().values());
        Set<String> names = new HashSet<>();
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (seen.add(node)) {
                open.addAll(node.inputs());
                if (node.op() instanceof Op.Input input) {
                    names.add(input.name());
                }
            }
        }
        return names;
    }

    List<Term> terms() {
        return terms;
    }

    int views() {
        return views;
    }

    Program program() {
        return program;
    }

    /** Gives the programs a batch. */
    void feed(Batch filled) {
        batch = filled;
        feed(program);
        if (each != null) {
            feed(each);
        }
    }

    private void feed(Program to) {
        to.set(INPUTS, batch.numbers(networks.input().name()), 0);
        for (int i = 0; i < given.size(); i++) {
            to.set(given.get(i).name(), batch.numbers(given.get(i).name()), 0);
        }
        if (queued) {
            to.set(ContrastiveFields.QUEUE, following.queue(), 0);
        }
        if (to == program) {
            for (int k = 0; k < terms.size(); k++) {
                if (terms.get(k).counts()) {
                    one[0] = (float) terms.get(k).slot().weight();
                    program.set(weight(k), one, 0);
                }
            }
        }
    }

    /** A program of the gradient of each critic's loss by itself, made when somebody first asks. */
    Program each() {
        if (each == null) {
            Computation computation = new Computation();
            for (int k = 0; k < terms.size(); k++) {
                computation.output(LOSS + k, terms.get(k).loss());
                computation.gradient(GRADIENT + k, terms.get(k).loss(), networks.parameters());
            }
            each = context.compute().compile(computation);
            feed(each);
        }
        return each;
    }

    @Override
    public void close() {
        program.close();
        if (each != null) {
            each.close();
        }
    }
}
