package io.polycritic.rl;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.FieldType;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a critic of actions learn another one's values: in the batch that it gets, each step is terminal, and its
 * reward is the other critic's Q(s, a). So the target r + gamma 0 is that value, whatever the learning critic's
 * discount, target networks or policy are. What a row counts stays as it was drawn.
 */
final class ValueLesson implements AutoCloseable {
    private static final FieldSpec ENDING = FieldSpec.category(Fields.ENDING, Ending.values().length);

    private final ActionValueCritic teacher;
    private final FieldSpec reward;
    private final Compute compute;
    private Form form;
    private Program program;

    /** What decides the program. */
    private record Form(int rows, int features, FieldType type, int action) {
        static Form of(Batch batch) {
            FieldSpec sample = batch.spec(Transitions.SAMPLE);
            return new Form(batch.rows(), batch.spec(Fields.FEATURES).width(), sample.type(), sample.width());
        }

        Node sample() {
            return type == FieldType.CATEGORY ? Graphs.input("sample", rows) : Graphs.input("sample", rows, action);
        }
    }

    /**
     * Begins.
     *
     * @param teacher whose values are learned
     * @param reward the field that the learning critic takes its reward from
     * @param compute compiles
     */
    ValueLesson(ActionValueCritic teacher, FieldSpec reward, Compute compute) {
        this.teacher = teacher;
        this.reward = reward;
        this.compute = compute;
    }

    /** Names of the fields that are not the learner's in the batch of the critic that learns. */
    List<String> fields() {
        return List.of(reward.name(), Fields.ENDING);
    }

    /** Writes the fields. */
    void write(Batch batch, Batch view) {
        Form present = Form.of(batch);
        if (!present.equals(form)) {
            close();
            Node values = teacher.value(Graphs.input("features", present.rows, present.features), present.sample());
            program = compute.compile(new Computation().output("values", values));
            form = present;
        }
        program.set("features", batch.numbers(Fields.FEATURES), 0);
        program.set("sample", batch.numbers(Transitions.SAMPLE), 0);
        program.run();
        program.get("values", view.put(reward), 0);
        Arrays.fill(view.put(ENDING), Ending.TERMINATED.ordinal());
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
            program = null;
        }
    }
}
