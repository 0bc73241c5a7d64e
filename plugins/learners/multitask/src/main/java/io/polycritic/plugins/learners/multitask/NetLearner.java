package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.optimizer.GradientOptimizer;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Shape;
import io.polycritic.multitask.MultiTaskLearner;

/** Minimises the cross-entropies of all tasks on batches of a stream. What they share is the optimizer's to settle. */
final class NetLearner implements MultiTaskLearner {
    private static final String ENVIRONMENT = "environment";

    private final TaskNet net;
    private final Constants constants;
    private final PartContext context;
    private final Slot<DataStream> stream;
    private final Slot<GradientOptimizer> optimizer;
    private final TaskPrograms programs;
    private final Batch batch;
    private final String[] series;
    private final double[] sums;
    private final int[] counts;

    /** What the settings say; the optimizer's slot by its path. */
    record Constants(int batch, int gradientSteps, double dropout, String optimizer) {}

    NetLearner(TaskNet net, Constants constants, PartContext context) {
        this.net = net;
        this.constants = constants;
        this.context = context;
        this.stream = context.slot(ENVIRONMENT, DataStream.class);
        this.optimizer = context.slot(constants.optimizer, GradientOptimizer.class);
        this.programs =
                new TaskPrograms(net, context.compute(), constants.batch, constants.dropout, context.random("dropout"));
        this.batch = new Batch(Shape.of(constants.batch));
        this.series = net.tasks().stream().map(task -> "loss." + task.name()).toArray(String[]::new);
        this.sums = new double[net.tasks().size()];
        this.counts = new int[net.tasks().size()];
    }

    @Override
    public Wiring wiring() {
        return Wiring.builder()
                .calls(ENVIRONMENT, DataStream.class, 1)
                .calls(constants.optimizer, GradientOptimizer.class, 1)
                .build();
    }

    /** Counts rows as steps. */
    @Override
    public Update update() {
        DataStream rows = stream.get();
        GradientOptimizer stepper = optimizer.get();
        double loss = 0;
        java.util.Arrays.fill(sums, 0);
        java.util.Arrays.fill(counts, 0);
        for (int step = 0; step < constants.gradientSteps; step++) {
            if (!rows.next(batch)) {
                throw new PolycriticException(
                        ErrorCode.USER, ENVIRONMENT, "has ended; multi-task-net needs a stream that goes on");
            }
            programs.set(batch);
            loss += stepper.step(context.path(), net.parameters(), programs);
            for (int task = 0; task < sums.length; task++) {
                if (!Double.isNaN(programs.first(task))) {
                    sums[task] += programs.first(task);
                    counts[task]++;
                }
            }
        }
        context.metrics().record("loss", loss / constants.gradientSteps);
        for (int task = 0; task < sums.length; task++) {
            if (counts[task] > 0) {
                context.metrics().record(series[task], sums[task] / counts[task]);
            }
        }
        return new Update((long) constants.gradientSteps * constants.batch, 0);
    }

    @Override
    public Parameters parameters() {
        return net.parameters();
    }

    @Override
    public TaskModel model(int rows) {
        return new TaskPrograms(net, context.compute(), rows, 0, null);
    }

    @Override
    public void save(StateWriter out) {
        out.put(net.parameters());
    }

    @Override
    public void load(StateReader in) {
        in.read(net.parameters());
    }

    @Override
    public void close() {
        programs.close();
    }
}
