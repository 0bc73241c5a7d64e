package io.polycritic.plugins.evaluators.multitask;

import io.polycritic.api.evaluation.Measure;
import io.polycritic.multitask.AttentionHeads;
import io.polycritic.multitask.PromptStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The pattern that heads take on when they are trained on prompts of regression (arXiv 2503.12734, section 3): K is a
 * multiple w of the identity on the covariates, V reads y alone with a value mu, heads in use are positive or negative
 * in both, the sizes of w agree, values sum to 0. For one target it also compares the step that all heads make
 * together, sum mu K, with that of debiased gradient descent.
 */
record HeadPattern(AttentionHeads heads, double used) {
    static List<Measure> measures(AttentionHeads heads, PromptStream stream, double used) {
        HeadPattern pattern = new HeadPattern(heads, used);
        List<Measure> measures = new ArrayList<>();
        pattern.kinds(measures);
        pattern.sizes(measures);
        if (heads.targets() == 1) {
            double[][] step = heads.step(0);
            LinearOracle oracle = new LinearOracle(stream.covariance(), stream.noise());
            double descent = cosine(step, oracle.step(stream.length(), true));
            double identity = cosine(step, identity(step.length));
            measures.add(new Measure("alignment", "", Measure.Better.HIGHER, descent));
            measures.add(new Measure("identityAlignment", "", Measure.Better.NEITHER, identity));
            measures.add(new Measure("alignmentGain", "", Measure.Better.HIGHER, descent - identity));
        }
        return measures;
    }

    private boolean uses(int head, int target) {
        return Math.abs(heads.value(head, target)) > used;
    }

    private boolean uses(int head) {
        boolean any = false;
        for (int target = 0; target < heads.targets(); target++) {
            any |= uses(head, target);
        }
        return any;
    }

    /** How many heads are positive, negative, or of no use; how many serve several targets; whether signs agree. */
    private void kinds(List<Measure> measures) {
        int positive = 0;
        int negative = 0;
        int dummy = 0;
        int sharing = 0;
        int agreeing = 0;
        int pairs = 0;
        for (int head = 0; head < heads.count(); head++) {
            int served = 0;
            for (int target = 0; target < heads.targets(); target++) {
                if (uses(head, target)) {
                    served++;
                    pairs++;
                    agreeing += heads.value(head, target) * heads.weight(head, target) > 0 ? 1 : 0;
                }
            }
            sharing += served > 1 ? 1 : 0;
            dummy += served == 0 ? 1 : 0;
            positive += served > 0 && heads.value(head, 0) > 0 ? 1 : 0;
            negative += served > 0 && heads.value(head, 0) < 0 ? 1 : 0;
        }
        measures.add(neither("positiveHeads", positive));
        measures.add(neither("negativeHeads", negative));
        measures.add(neither("dummyHeads", dummy));
        measures.add(neither("sharingHeads", sharing));
        measures.add(neither("oneSided", positive == 0 || negative == 0 ? 1 : 0));
        measures.add(
                new Measure("signAgreement", "", Measure.Better.HIGHER, pairs == 0 ? 0 : agreeing / (double) pairs));
    }

    private void sizes(List<Measure> measures) {
        double offDiagonal = 0;
        double byTarget = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        double sum = 0;
        int count = 0;
        double unbalanced = 0;
        for (int target = 0; target < heads.targets(); target++) {
            double total = 0;
            double size = 0;
            for (int head = 0; head < heads.count(); head++) {
                total += heads.value(head, target);
                size += Math.abs(heads.value(head, target));
                String which = "head" + head + (heads.targets() == 1 ? "" : ".target" + target);
                measures.add(neither("weight." + which, heads.weight(head, target)));
                measures.add(neither("value." + which, heads.value(head, target)));
                if (uses(head, target)) {
                    double weight = Math.abs(heads.weight(head, target));
                    least = Math.min(least, weight);
                    greatest = Math.max(greatest, weight);
                    sum += weight;
                    count++;
                }
            }
            unbalanced = Math.max(unbalanced, size > 0 ? Math.abs(total) / size : 0);
        }
        for (int head = 0; head < heads.count(); head++) {
            if (uses(head)) {
                double weight = 0;
                for (int target = 0; target < heads.targets(); target++) {
                    weight = Math.max(weight, Math.abs(heads.weight(head, target)));
                }
                offDiagonal = Math.max(offDiagonal, heads.offDiagonal(head) / weight);
                byTarget = Math.max(byTarget, heads.byTarget(head) / weight);
            }
        }
        measures.add(new Measure("offDiagonal", "", Measure.Better.LOWER, offDiagonal));
        measures.add(new Measure("byTarget", "", Measure.Better.LOWER, byTarget));
        measures.add(new Measure("zeroSum", "", Measure.Better.LOWER, unbalanced));
        measures.add(new Measure(
                "weightSpread", "", Measure.Better.LOWER, count == 0 ? 0 : (greatest - least) / (sum / count)));
    }

    private static Measure neither(String name, double value) {
        return new Measure(name, "", Measure.Better.NEITHER, value);
    }

    private static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    /** The cosine between two matrices as vectors; 0 where one of them is 0. */
    static double cosine(double[][] a, double[][] b) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                product += a[i][j] * b[i][j];
                first += a[i][j] * a[i][j];
                second += b[i][j] * b[i][j];
            }
        }
        return first > 0 && second > 0 ? product / Math.sqrt(first * second) : 0;
    }
}
