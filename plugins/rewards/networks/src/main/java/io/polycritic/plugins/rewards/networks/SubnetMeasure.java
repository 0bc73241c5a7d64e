package io.polycritic.plugins.rewards.networks;

import io.polycritic.api.environment.SplitStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.optimizer.SearchSpace;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.compression.Choice;
import io.polycritic.compression.Compressed;
import io.polycritic.compression.Compressor;
import io.polycritic.compression.LatencyModel;
import io.polycritic.compression.Options;
import io.polycritic.compression.PackedFile;
import io.polycritic.compression.Pictures;
import io.polycritic.compression.SuperNetwork;
import io.polycritic.search.CandidateMeasure;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures sub-networks: extracts, calibrates, quantises, packs and tries each. Pictures are read and programs compiled
 * when they are first needed, for frozen copies of a run have such a part too and may never ask. What it measures is a
 * function of the frozen super-network and of the pictures, so there is no state to save.
 */
final class SubnetMeasure implements CandidateMeasure {
    private static final String ENVIRONMENT = "environment";

    /** The accuracy of the reference point. */
    private static final double FLOOR = 0.5;

    /** Halvings of size or latency, from the reference point to what counts as 0. */
    private static final double OCTAVES = 5;

    private final Options options;
    private final SuperNetwork network;
    private final List<Objective> objectives;
    private final Counts counts;
    private final PartContext context;
    private final Slot<SplitStream> stream;
    private final String origin;
    private final Map<SplitStream.Split, Pictures> pictures = new EnumMap<>(SplitStream.Split.class);
    private Compressor compressor;
    private double[] reference;

    /** How many pictures at most. */
    record Counts(int validation, int calibration, int test) {}

    SubnetMeasure(
            SuperNetwork network, Options options, List<Objective> objectives, Counts counts, PartContext context) {
        this.network = network;
        this.options = options;
        this.objectives = objectives;
        this.counts = counts;
        this.context = context;
        this.stream = context.slot(ENVIRONMENT, SplitStream.class);
        this.origin = Origin.of(network, options, counts);
    }

    Options options() {
        return options;
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(ENVIRONMENT, SplitStream.class, 1)
                .offers(rewards())
                .build();
    }

    private FieldSpec rewards() {
        return FieldSpec.numbers(Fields.rewards(context.name()), Objective.values().length);
    }

    @Override
    public SearchSpace space() {
        return options.space();
    }

    @Override
    public List<double[]> corners() {
        return options.corners();
    }

    @Override
    public List<String> measures() {
        return Arrays.stream(Objective.values()).map(Objective::text).toList();
    }

    @Override
    public List<String> objectives() {
        return objectives.stream().map(Objective::text).toList();
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public void score(Batch batch) {
        float[] genomes = batch.numbers(GENOME);
        float[] rewards = batch.put(rewards());
        int genes = batch.spec(GENOME).width();
        int width = rewards.length / batch.rows();
        for (int row = 0; row < batch.rows(); row++) {
            double[] genome = new double[genes];
            for (int i = 0; i < genes; i++) {
                genome[i] = genomes[row * genes + i];
            }
            options.space().check(genome);
            double[] scores = measure(options.choice(genome), SplitStream.Split.VALIDATION);
            for (int i = 0; i < width; i++) {
                rewards[row * width + i] = (float) scores[i];
            }
        }
    }

    @Override
    public double[] held(double[] genome) {
        return measure(options.choice(genome), SplitStream.Split.TEST);
    }

    /** The largest network with 8 bits everywhere. */
    @Override
    public double[] baseline() {
        return measure(Choice.uniform(network.largest(), 8), SplitStream.Split.TEST);
    }

    private double[] measure(Choice choice, SplitStream.Split split) {
        try {
            Compressed compressed = compressor().compress(choice);
            double accuracy = Arrays.stream(compressor.correct(compressed, pictures(split)))
                    .average()
                    .orElseThrow();
            return new double[] {accuracy, -PackedFile.write(compressed).length, -LatencyModel.of(choice)};
        } catch (IllegalArgumentException e) {
            throw new PolycriticException(ErrorCode.USER, context.path(), e.getMessage(), e);
        }
    }

    private Compressor compressor() {
        if (compressor == null) {
            Pictures calibration = Pictures.read(stream.get(), SplitStream.Split.TRAIN, counts.calibration);
            compressor = new Compressor(context.compute(), network.largest(), network.parameters(), calibration);
        }
        return compressor;
    }

    private Pictures pictures(SplitStream.Split split) {
        return pictures.computeIfAbsent(split, key -> {
            int most = key == SplitStream.Split.TEST ? counts.test : counts.validation;
            Pictures read = Pictures.read(stream.get(), key, most);
            if (read.count() == 0) {
                throw new IllegalArgumentException("the environment has no pictures of the split " + key);
            }
            return read;
        });
    }

    /**
     * Accuracy from 1 to 0.5, size and latency from a 32nd of the largest network in floating point to all of it, on a
     * logarithmic axis.
     */
    @Override
    public double[] normalised(double[] scores) {
        if (reference == null) {
            Choice largest = Choice.uniform(network.largest(), Choice.FLOAT);
            Compressed whole = Compressed.of(largest, network.parameters(), List.of());
            reference = new double[] {0, PackedFile.write(whole).length, LatencyModel.of(largest)};
        }
        return objectives.stream()
                .mapToDouble(objective -> axis(objective, scores))
                .toArray();
    }

    private double axis(Objective objective, double[] scores) {
        int at = objective.ordinal();
        return objective == Objective.ACCURACY
                ? (1 - scores[at]) / (1 - FLOOR)
                : Math.max(0, 1 + Math.log(-scores[at] / reference[at]) / Math.log(2) / OCTAVES);
    }

    @Override
    public void learn(Batch batch) {
        // Measurements are what they are.
    }

    @Override
    public void save(StateWriter out) {
        // What is measured is a function of the settings and of a frozen run.
    }

    @Override
    public void load(StateReader in) {
        // What is measured is a function of the settings and of a frozen run.
    }

    @Override
    public void close() {
        if (compressor != null) {
            compressor.close();
        }
    }
}
