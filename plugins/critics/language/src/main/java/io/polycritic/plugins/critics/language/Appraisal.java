package io.polycritic.plugins.critics.language;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Compute;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.Reduce;
import io.polycritic.language.Text;
import io.polycritic.language.TextSpace;
import io.polycritic.rl.Gae;
import io.polycritic.rl.ProgramObjective;

/** Programs and arrays for so many texts; what goes through the advantages' recursion lies [R, B]. */
final class Appraisal implements AutoCloseable {
    private static final String TEXT = "text";
    private static final String RETURNS = "returns";

    private final int rows;
    private final int length;
    private final Program values;
    private final Program lesson;
    private final ProgramObjective objective;
    private final float[] found;
    private final float[] rewards;
    private final float[] endings;
    private final float[] now;
    private final float[] next;
    private final float[] advantages;
    private final float[] returns;

    Appraisal(Compute compute, ValueModel model, int rows) {
        this.rows = rows;
        this.length = model.space().response();
        Text text = Text.input(TEXT, rows, model.space());
        Node estimate = model.values(text);
        Node error = Elementwise.square(Elementwise.subtract(estimate, Graphs.input(RETURNS, rows, length)));
        Node loss =
                Elementwise.divide(Reduce.sum(Elementwise.multiply(error, text.counts())), Reduce.sum(text.counts()));
        this.values = compute.compile(new Computation().output("values", estimate));
        this.lesson =
                compute.compile(new Computation().output("loss", loss).gradient("gradient", loss, model.parameters()));
        this.objective = new ProgramObjective("values", lesson, "loss", "gradient");
        int size = rows * length;
        this.found = new float[size];
        this.rewards = new float[size];
        this.endings = new float[size];
        this.now = new float[size];
        this.next = new float[size];
        this.advantages = new float[size];
        this.returns = new float[size];
    }

    int rows() {
        return rows;
    }

    ProgramObjective objective() {
        return objective;
    }

    /** Sets what the objective is evaluated on. */
    void set(Batch batch, float[] wanted) {
        Text.set(lesson, TEXT, batch.numbers(TextSpace.PROMPT), batch.numbers(TextSpace.RESPONSE));
        lesson.set(RETURNS, wanted, 0);
    }

    /** Writes advantages and returns [B, R]. */
    void score(Batch batch, Gae gae, float[] judged, float[] wanted) {
        float[] responses = batch.numbers(TextSpace.RESPONSE);
        float[] earned = batch.numbers(TextSpace.TOKEN_REWARDS);
        Text.set(values, TEXT, batch.numbers(TextSpace.PROMPT), responses);
        values.run();
        values.get("values", found, 0);
        for (int row = 0; row < rows; row++) {
            int said = TextSpace.length(responses, row * length, length);
            for (int t = 0; t < length; t++) {
                int at = t * rows + row;
                boolean real = t < said;
                rewards[at] = real ? earned[row * length + t] : 0;
                now[at] = real ? found[row * length + t] : 0;
                next[at] = t + 1 < said ? found[row * length + t + 1] : 0;
                endings[at] = (t + 1 < said ? Ending.RUNNING : Ending.TERMINATED).ordinal();
            }
        }
        gae.apply(rewards, endings, now, next, rows, advantages, returns);
        for (int row = 0; row < rows; row++) {
            for (int t = 0; t < length; t++) {
                judged[row * length + t] = advantages[t * rows + row];
                wanted[row * length + t] = returns[t * rows + row];
            }
        }
    }

    @Override
    public void close() {
        values.close();
        lesson.close();
    }
}
