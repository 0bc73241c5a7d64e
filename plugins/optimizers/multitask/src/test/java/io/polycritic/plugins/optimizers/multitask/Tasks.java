package io.polycritic.plugins.optimizers.multitask;

import io.polycritic.api.optimizer.Objectives;
import io.polycritic.api.tensor.Parameters;
import java.util.List;

/** Objectives that are functions of a parameter vector. */
record Tasks(Parameters parameters, List<Task> tasks) implements Objectives {
    /** One objective: its gradient is written, its value returned. */
    interface Loss {
        double evaluate(float[] values, float[] gradient);
    }

    record Task(String name, Loss loss, boolean active) {
        static Task of(String name, Loss loss) {
            return new Task(name, loss, true);
        }
    }

    /** Parts of given lengths and names, with values in a row. */
    static Parameters vector(String[] parts, float[]... values) {
        Parameters.Builder builder = Parameters.builder("net");
        for (int i = 0; i < parts.length; i++) {
            float[] first = values[i];
            builder.add(
                    parts[i],
                    (into, offset, shape) -> System.arraycopy(first, 0, into, offset, first.length),
                    first.length);
        }
        return builder.build();
    }

    /** a |w - center|^2 / 2 over the numbers from an index on. */
    static Loss bowl(double a, int from, float... center) {
        return (values, gradient) -> {
            double loss = 0;
            for (int i = 0; i < center.length; i++) {
                double apart = (double) values[from + i] - center[i];
                gradient[from + i] += (float) (a * apart);
                loss += a * apart * apart / 2;
            }
            return loss;
        };
    }

    /** The sum of two losses. */
    static Loss both(Loss one, Loss other) {
        return (values, gradient) -> one.evaluate(values, gradient) + other.evaluate(values, gradient);
    }

    @Override
    public int count() {
        return tasks.size();
    }

    @Override
    public String name(int index) {
        return tasks.get(index).name;
    }

    @Override
    public double weight(int index) {
        return 1;
    }

    @Override
    public boolean active(int index) {
        return tasks.get(index).active;
    }

    @Override
    public double evaluate(int index, float[] gradient) {
        java.util.Arrays.fill(gradient, 0);
        return tasks.get(index).loss.evaluate(parameters.values(), gradient);
    }

    @Override
    public double evaluateSum(float[] gradient) {
        java.util.Arrays.fill(gradient, 0);
        return tasks.stream()
                .mapToDouble(task -> task.loss.evaluate(parameters.values(), gradient))
                .sum();
    }

    @Override
    public String firstNonFinite() {
        return "a task";
    }
}
