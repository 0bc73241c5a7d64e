package io.polycritic.plugins.learners.preference;

import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.preference.TabularPolicy;
import java.util.ArrayList;
import java.util.List;

/** The policies of m prompts over n responses: the newest ones, their sums, and all of them where they are kept. */
final class Course {
    private final int prompts;
    private final int responses;

    /** Logarithms of the newest policies; null before the first. */
    private double[][] logs;

    private final double[][] sums;
    private long steps;

    /** The steps that were kept, and the policies [m n] before the first and after each of them. */
    private final List<Double> etas = new ArrayList<>();

    private final List<double[]> kept = new ArrayList<>();

    Course(int prompts, int responses) {
        this.prompts = prompts;
        this.responses = responses;
        this.sums = new double[prompts][responses];
    }

    static double[] exponentials(double[] logs) {
        double[] policy = new double[logs.length];
        for (int i = 0; i < policy.length; i++) {
            policy[i] = Math.exp(logs[i]);
        }
        return policy;
    }

    /** Begins with given policies, if it has not begun. */
    void begin(double[][] first, boolean keep) {
        if (logs == null) {
            logs = new double[prompts][];
            for (int prompt = 0; prompt < prompts; prompt++) {
                logs[prompt] = first[prompt].clone();
            }
            count(keep);
        }
    }

    long steps() {
        return steps;
    }

    /** The logarithms of a prompt's policy, live. */
    double[] logs(int prompt) {
        return logs[prompt];
    }

    void move(int prompt, double[] next) {
        System.arraycopy(next, 0, logs[prompt], 0, responses);
    }

    /** Ends a step, after all prompts have moved. */
    void step(double eta, boolean keep) {
        steps++;
        count(keep);
        if (keep) {
            etas.add(eta);
        }
    }

    private void count(boolean keep) {
        double[] all = new double[keep ? prompts * responses : 0];
        for (int prompt = 0; prompt < prompts; prompt++) {
            for (int i = 0; i < responses; i++) {
                double p = Math.exp(logs[prompt][i]);
                sums[prompt][i] += p;
                if (keep) {
                    all[prompt * responses + i] = p;
                }
            }
        }
        if (keep) {
            kept.add(all);
        }
    }

    /** The mean of a prompt's policies. */
    double[] mean(int prompt) {
        double[] mean = new double[responses];
        for (int i = 0; i < responses; i++) {
            mean[i] = sums[prompt][i] / (steps + 1);
        }
        return mean;
    }

    TabularPolicy.Iterates iterates(int prompt) {
        double[][] policies = new double[kept.size()][responses];
        for (int t = 0; t < policies.length; t++) {
            System.arraycopy(kept.get(t), prompt * responses, policies[t], 0, responses);
        }
        return new TabularPolicy.Iterates(
                policies, etas.stream().mapToDouble(Double::doubleValue).toArray());
    }

    void save(StateWriter out) {
        if (logs != null) {
            out.put("steps", new long[] {steps});
            out.put("logs", flat(logs));
            out.put("sums", flat(sums));
            out.put("etas", etas.stream().mapToDouble(Double::doubleValue).toArray());
            out.put("kept", flat(kept.toArray(new double[0][])));
        }
    }

    void load(StateReader in) {
        double[] newest = new double[prompts * responses];
        double[] summed = new double[prompts * responses];
        long[] made = new long[1];
        if (!in.read("logs", newest) || !in.read("sums", summed) || !in.read("steps", made)) {
            return;
        }
        steps = made[0];
        logs = new double[prompts][responses];
        for (int prompt = 0; prompt < prompts; prompt++) {
            System.arraycopy(newest, prompt * responses, logs[prompt], 0, responses);
            System.arraycopy(summed, prompt * responses, sums[prompt], 0, responses);
        }
        etas.clear();
        kept.clear();
        for (double eta : in.doubles("etas").orElse(new double[0])) {
            etas.add(eta);
        }
        double[] all = in.doubles("kept").orElse(new double[0]);
        int size = prompts * responses;
        for (int at = 0; at + size <= all.length; at += size) {
            double[] policies = new double[size];
            System.arraycopy(all, at, policies, 0, size);
            kept.add(policies);
        }
    }

    private static double[] flat(double[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[] flat = new double[rows.length * width];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, flat, row * width, width);
        }
        return flat;
    }
}
