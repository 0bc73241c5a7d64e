package io.polycritic.plugins.evaluators.preference;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.evaluation.Measure;
import io.polycritic.api.evaluation.Measure.Better;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.preference.ComparisonStream;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.PreferenceModel;
import java.util.Arrays;
import java.util.List;

/**
 * Agreement with the noise-free judge, its ties left out, and with labels, on comparisons that were kept apart. A
 * probability of exactly 1/2 agrees by half.
 */
final class AccuracyEvaluator implements StatelessEvaluator {
    /** Comparisons that are judged at once. */
    private static final int CHUNK = 500;

    private final HeldOut heldOut;
    private final int most;

    AccuracyEvaluator(HeldOut heldOut, int most) {
        this.heldOut = heldOut;
        this.most = most;
    }

    @Override
    public Wiring wiring() {
        return heldOut.wiring();
    }

    @Override
    public List<Measure> evaluate(Subject subject) {
        ComparisonStream stream = heldOut.stream(subject);
        PreferenceModel model = heldOut.model(subject);
        int all = stream.items(Split.TEST);
        int wanted = most == 0 ? all : Math.min(most, all);
        Tally judge = new Tally(wanted);
        Tally label = new Tally(wanted);
        double[] logLoss = new double[wanted];
        for (int from = 0; from < wanted; from += CHUNK) {
            int[] items = new int[Math.min(CHUNK, wanted - from)];
            for (int i = 0; i < items.length; i++) {
                items[i] = from + i;
            }
            Batch comparisons = HeldOut.read(stream, items);
            float[] logits = new float[items.length];
            stream.judge(Split.TEST, items, logits);
            float[] probabilities = new float[4 * items.length];
            model.probabilities(HeldOut.pairs(stream, comparisons), probabilities);
            float[] preferred = comparisons.numbers(Comparisons.PREFERRED);
            for (int i = 0; i < items.length; i++) {
                double p = probabilities[4 * i + 1];
                judge.add(p, logits[i]);
                label.add(p, preferred[i] - 0.5);
                logLoss[from + i] = -Math.log(Math.max(preferred[i] > 0.5 ? p : 1 - p, 1e-12));
            }
        }
        return List.of(
                new Measure("accuracy", "", Better.HIGHER, judge.samples()),
                new Measure("labelAccuracy", "", Better.HIGHER, label.samples()),
                new Measure("logLoss", "nats", Better.LOWER, logLoss));
    }

    /** Agreements, 0 to 1 each. */
    private static final class Tally {
        private final double[] agreements;
        private int count;

        Tally(int most) {
            agreements = new double[most];
        }

        /** Adds one, unless there is nothing to agree with. */
        void add(double probability, double truth) {
            if (truth != 0) {
                agreements[count++] = probability == 0.5 ? 0.5 : probability > 0.5 == truth > 0 ? 1 : 0;
            }
        }

        double[] samples() {
            return Arrays.copyOf(agreements, count);
        }
    }
}
