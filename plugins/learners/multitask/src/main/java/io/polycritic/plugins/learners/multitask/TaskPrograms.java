package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.multitask.MultiTaskLearner.TaskModel;
import io.polycritic.nn.Dropout;

/**
 * The losses of a network's tasks as programs: one for each task, and one for their sum, each compiled when it is first
 * asked for. They hold one batch, and one mask of what is dropped, until the next batch comes.
 */
final class TaskPrograms implements TaskModel {
    private static final String LOSS = "loss";
    private static final String GRADIENT = "gradient";
    private static final String PROBABILITIES = "probabilities";

    private final TaskNet net;
    private final Compute compute;
    private final int rows;
    private final Dropout dropout;
    private final RandomStream random;
    private final float[] input;
    private final float[][] labels;
    private final float[][] weights;
    private final boolean[] active;

    /** One for each task, and the one of the sum behind them. */
    private final Program[] programs;

    /** The programs that hold the present batch. */
    private final boolean[] filled;

    private final double[] first;
    private Program last;

    /**
     * Makes room for batches.
     *
     * @param rows rows of a batch
     * @param rate the share of the trunk's outputs that are dropped
     * @param random draws what is dropped, or null where nothing is
     */
    TaskPrograms(TaskNet net, Compute compute, int rows, double rate, RandomStream random) {
        int count = net.tasks().size();
        this.net = net;
        this.compute = compute;
        this.rows = rows;
        this.random = random;
        this.dropout = rate > 0 && random != null ? new Dropout("dropout", rate, rows, net.trunkWidth()) : null;
        this.input = new float[rows * net.width()];
        this.labels = new float[count][rows];
        this.weights = new float[count][rows];
        this.active = new boolean[count];
        this.programs = new Program[count + 1];
        this.filled = new boolean[count + 1];
        this.first = new double[count];
    }

    @Override
    public void set(Batch batch) {
        int at = 0;
        for (FieldSpec field : net.inputs()) {
            float[] numbers = batch.numbers(field.name());
            int width = field.width();
            for (int row = 0; row < rows; row++) {
                System.arraycopy(numbers, row * width, input, row * net.width() + at, width);
            }
            at += width;
        }
        for (int task = 0; task < active.length; task++) {
            label(task, batch.numbers(net.tasks().get(task).field()));
            first[task] = Double.NaN;
        }
        java.util.Arrays.fill(filled, false);
        if (dropout != null) {
            dropout.draw(random, program(0));
        }
    }

    /** Rows without a label have the weight 0, all others the same one. */
    private void label(int task, float[] given) {
        int classes = net.tasks().get(task).classes();
        int there = 0;
        for (int row = 0; row < rows; row++) {
            there += given[row] < classes ? 1 : 0;
        }
        for (int row = 0; row < rows; row++) {
            boolean has = given[row] < classes;
            labels[task][row] = has ? given[row] : 0;
            weights[task][row] = has ? 1f / there : 0;
        }
        active[task] = there > 0;
    }

    @Override
    public int count() {
        return active.length;
    }

    @Override
    public String name(int index) {
        return net.tasks().get(index).name();
    }

    @Override
    public double weight(int index) {
        return 1;
    }

    @Override
    public boolean active(int index) {
        return active[index];
    }

    @Override
    public double evaluate(int index, float[] gradient) {
        double loss = run(index, gradient);
        first[index] = Double.isNaN(first[index]) ? loss : first[index];
        return loss;
    }

    @Override
    public double evaluateSum(float[] gradient) {
        return run(active.length, gradient);
    }

    private double run(int index, float[] gradient) {
        Program program = filled(index);
        program.run();
        program.get(GRADIENT, gradient, 0);
        last = program;
        return program.scalar(LOSS);
    }

    /** A task's loss when it was first evaluated on the held batch; NaN if it was not. */
    double first(int task) {
        return first[task];
    }

    @Override
    public void probabilities(int task, float[] into) {
        Program program = filled(task);
        program.run();
        program.get(PROBABILITIES, into, 0);
    }

    private Program filled(int index) {
        Program program = program(index);
        if (!filled[index]) {
            program.set(TaskNet.INPUT, input, 0);
            boolean all = index == active.length;
            for (int task = all ? 0 : index; task <= (all ? index - 1 : index); task++) {
                program.set(net.labels(task), labels[task], 0);
                program.set(net.weights(task), weights[task], 0);
            }
            if (dropout != null) {
                dropout.share(program);
            }
            filled[index] = true;
        }
        return program;
    }

    private Program program(int index) {
        if (programs[index] == null) {
            programs[index] = compute.compile(index == active.length ? sum() : task(index));
        }
        return programs[index];
    }

    private Computation task(int index) {
        Node log = net.logProbabilities(index, rows, dropout);
        Node loss = net.loss(index, log);
        return new Computation()
                .output(LOSS, loss)
                .output(PROBABILITIES, Elementwise.exp(log))
                .gradient(GRADIENT, loss, net.parameters());
    }

    private Computation sum() {
        Node sum = null;
        for (int task = 0; task < active.length; task++) {
            Node loss = net.loss(task, net.logProbabilities(task, rows, dropout));
            sum = sum == null ? loss : Elementwise.add(sum, loss);
        }
        return new Computation().output(LOSS, sum).gradient(GRADIENT, sum, net.parameters());
    }

    @Override
    public String firstNonFinite() {
        return last == null ? "" : last.firstNonFinite().orElse("");
    }

    @Override
    public void close() {
        for (Program program : programs) {
            if (program != null) {
                program.close();
            }
        }
    }
}
