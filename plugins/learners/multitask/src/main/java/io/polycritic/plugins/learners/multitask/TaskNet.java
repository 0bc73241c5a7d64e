package io.polycritic.plugins.learners.multitask;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.api.tensor.Shaping;
import io.polycritic.multitask.ParameterGroup;
import io.polycritic.multitask.TaskStream.Task;
import io.polycritic.nn.Activation;
import io.polycritic.nn.Dropout;
import io.polycritic.nn.Mlp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A trunk that all tasks share and a linear head for each: builds the tasks' losses. Parts of the parameter vector are
 * {@code shared/..} and {@code <task>/..}.
 */
final class TaskNet {
    static final String INPUT = "input";
    private static final String LABELS = "labels.";

    private final List<FieldSpec> inputs;
    private final List<Task> tasks;
    private final Mlp trunk;
    private final List<Mlp> heads;
    private final Activation activation;
    private final Parameters parameters;

    private TaskNet(
            List<FieldSpec> inputs, List<Task> tasks, int[] hidden, Activation activation, RandomStream random) {
        this.inputs = inputs;
        this.tasks = tasks;
        this.activation = activation;
        int last = hidden.length - 1;
        this.trunk = Mlp.of(
                ParameterGroup.SHARED,
                inputs.stream().mapToInt(FieldSpec::width).sum(),
                Arrays.copyOf(hidden, last),
                hidden[last],
                activation,
                Math.sqrt(2));
        this.heads = tasks.stream()
                .map(task -> Mlp.of(task.name(), hidden[last], new int[0], task.classes(), activation, 1))
                .toList();
        Parameters.Builder builder = Parameters.builder("net");
        trunk.addTo(builder, random);
        heads.forEach(head -> head.addTo(builder, random));
        this.parameters = builder.build();
    }

    /**
     * The network for a stream.
     *
     * @param space what the stream yields: numbers, which are the input, and labels
     * @param wanted the tasks that are learned; none for all
     */
    static TaskNet of(Space space, String[] wanted, int[] hidden, Activation activation, RandomStream random) {
        if (hidden.length == 0) {
            throw new InvalidConfigException("hidden", "found no layer, allowed is at least one, which tasks share");
        }
        List<FieldSpec> inputs = new ArrayList<>();
        List<Task> tasks = new ArrayList<>();
        for (FieldSpec field : space.fields()) {
            if (field.type() == FieldType.CATEGORY && field.name().startsWith(LABELS)) {
                tasks.add(new Task(field.name().substring(LABELS.length()), (int) field.high()));
            } else if (field.type() == FieldType.NUMBER) {
                inputs.add(field);
            }
        }
        List<String> names = tasks.stream().map(Task::name).toList();
        if (tasks.isEmpty() || inputs.isEmpty()) {
            throw new InvalidConfigException(
                    "tasks", "the environment has no rows of numbers with labels of tasks; it has " + space);
        }
        for (String name : wanted) {
            if (!names.contains(name)) {
                throw new InvalidConfigException("tasks", "found '" + name + "', the environment's tasks are " + names);
            }
        }
        tasks.removeIf(task -> wanted.length > 0 && !Arrays.asList(wanted).contains(task.name()));
        return new TaskNet(inputs, tasks, hidden, activation, random);
    }

    Parameters parameters() {
        return parameters;
    }

    List<Task> tasks() {
        return tasks;
    }

    List<FieldSpec> inputs() {
        return inputs;
    }

    /** Numbers of an input row. */
    int width() {
        return trunk.widths()[0];
    }

    /** Numbers of a row behind the trunk. */
    int trunkWidth() {
        return trunk.widths()[trunk.layers()];
    }

    /**
     * The logarithms of a task's probabilities.
     *
     * @param dropout what is dropped behind the trunk, or null for nothing
     * @return [B, classes]
     */
    Node logProbabilities(int task, int rows, Dropout dropout) {
        Node hidden = activation.apply(trunk.apply(parameters, Graphs.input(INPUT, rows, width())));
        Node kept = dropout == null ? hidden : dropout.apply(hidden);
        return Reduce.logSoftmax(heads.get(task).apply(parameters, kept));
    }

    /** The name of the program input of a task's labels [B]. */
    String labels(int task) {
        return "labels." + tasks.get(task).name();
    }

    /** The name of the program input of how much each row's label counts [B]: they sum to 1, or are 0. */
    String weights(int task) {
        return "weights." + tasks.get(task).name();
    }

    /** The cross-entropy of a task: the mean of -log p(label) over the rows that have one. */
    Node loss(int task, Node logProbabilities) {
        int rows = logProbabilities.shape().length(0);
        Node chosen = Reduce.sum(
                Elementwise.multiply(
                        logProbabilities,
                        Shaping.oneHot(
                                Graphs.input(labels(task), rows),
                                tasks.get(task).classes())),
                1);
        Node weights = Graphs.input(weights(task), rows);
        return Elementwise.negate(Reduce.sum(Elementwise.multiply(Shaping.reshape(chosen, rows), weights)));
    }
}
