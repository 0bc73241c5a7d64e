package io.polycritic.plugins.evaluators.preference;

import io.polycritic.api.environment.SplitStream.Split;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Shape;
import io.polycritic.preference.ComparisonStream;
import io.polycritic.preference.Comparisons;
import io.polycritic.preference.PreferenceModel;
import java.util.Optional;

/**
 * A preference model and the comparisons of its run that are kept apart.
 *
 * @param slot the model's reward slot
 */
record HeldOut(String slot) {
    Wiring wiring() {
        return Wiring.builder()
                .calls("environment", ComparisonStream.class, 1)
                .calls("rewards." + slot, PreferenceModel.class, 1)
                .build();
    }

    PreferenceModel model(Subject subject) {
        return part(subject, "rewards." + slot, PreferenceModel.class);
    }

    ComparisonStream stream(Subject subject) {
        return part(subject, "environment", ComparisonStream.class);
    }

    private static <T extends Part> T part(Subject subject, String path, Class<T> role) {
        return subject.part(path, role)
                .orElseThrow(() -> new PolycriticException(
                        ErrorCode.USER, path, "is no " + role.getSimpleName() + ", which the evaluator needs"));
    }

    /** Comparisons by number. */
    static Batch read(ComparisonStream stream, int[] items) {
        Batch batch = new Batch(Shape.of(items.length));
        stream.read(Split.TEST, items, batch);
        return batch;
    }

    /** The two responses of each comparison as a set [M, 2]. */
    static Batch pairs(ComparisonStream stream, Batch comparisons) {
        int rows = comparisons.rows();
        Space space = stream.spec().observation();
        Batch sets = new Batch(Shape.of(rows, 2));
        FieldSpec response = Comparisons.response(space);
        interleave(comparisons, Comparisons.FIRST, Comparisons.SECOND, response, sets);
        Optional<FieldSpec> prompt = Comparisons.prompt(space);
        prompt.ifPresent(field -> interleave(comparisons, Comparisons.PROMPT, Comparisons.PROMPT, field, sets));
        return sets;
    }

    /** The first responses of comparisons as one set, all to the first one's prompt. */
    static Batch set(ComparisonStream stream, Batch comparisons) {
        int rows = comparisons.rows();
        Space space = stream.spec().observation();
        Batch set = new Batch(Shape.of(1, rows));
        FieldSpec response = Comparisons.response(space);
        float[] responses = set.put(response);
        System.arraycopy(comparisons.numbers(Comparisons.FIRST), 0, responses, 0, responses.length);
        Comparisons.prompt(space).ifPresent(field -> {
            float[] prompts = set.put(field);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(
                        comparisons.numbers(Comparisons.PROMPT), 0, prompts, row * field.width(), field.width());
            }
        });
        return set;
    }

    private static void interleave(Batch from, String even, String odd, FieldSpec field, Batch to) {
        int w = field.width();
        float[] target = to.put(field);
        for (int row = 0; row < from.rows(); row++) {
            System.arraycopy(from.numbers(even), row * w, target, 2 * row * w, w);
            System.arraycopy(from.numbers(odd), row * w, target, (2 * row + 1) * w, w);
        }
    }
}
