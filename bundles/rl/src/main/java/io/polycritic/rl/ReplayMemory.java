package io.polycritic.rl;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A bounded memory of steps in a slot {@code streams.<name>}. The learner says what a row consists of, appends what it
 * has experienced, and draws minibatches with {@link #next}, with replacement. Each field is a column of its own, so
 * that rewards stay apart by their slots. What is remembered belongs to the state of the part.
 *
 * <p>A memory that joins n steps gives rows of the return of up to n steps, the ending and the next features of the
 * last one of them, and their number in {@link Transitions#ELAPSED}.
 */
@ConsumerType
public interface ReplayMemory extends DataStream {
    /**
     * Says what rows consist of from now on. Columns that are not mentioned are dropped. A new column of a reward is
     * filled by the run's reward model of that name, if the other columns hold all that it needs. If any other column
     * is new or of another width, or the number of lanes is another one, everything is forgotten: rows without a value
     * that somebody needs teach nothing.
     *
     * @param fields the columns; the ending and the next features among them where steps are joined
     * @param lanes L, in the order of which rows follow one another
     */
    void open(List<FieldSpec> fields, int lanes);

    /**
     * Whether remembered rewards are scored again when their reward model is replaced. Rows are then to hold all fields
     * that reward models may need.
     */
    default boolean relabels() {
        return false;
    }

    /**
     * Takes notice of reward models that were replaced, or have other settings, and scores some of the rows again whose
     * rewards come from others, if that is wanted. Called before reward models score the steps that are appended next.
     */
    default void refresh() {}

    /**
     * Remembers steps; the oldest ones are forgotten when the memory is full.
     *
     * @param batch [T, L] with all columns
     */
    void append(Batch batch);

    /** Says that what is appended next does not continue the present episodes. */
    void cut();

    /** Counts the rows. */
    int size();

    /** How many steps are joined to one row at most, n. */
    int steps();

    /** The discount with which rewards of joined steps are summed. */
    double discount();

    /** Whether draws depend on errors, see {@link #learned}. */
    boolean usesErrors();

    /**
     * Says how wrong the critics were about the rows of the last draw.
     *
     * @param errors [B], not negative
     */
    void learned(float[] errors);
}
