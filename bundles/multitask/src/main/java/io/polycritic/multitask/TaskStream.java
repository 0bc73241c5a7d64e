package io.polycritic.multitask;

import io.polycritic.api.environment.DataStream;
import io.polycritic.api.experience.Batch;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A stream of rows with one input and a class for each of several tasks. The class of task {@code t} is the category
 * field {@code labels.t}; the value behind its last class says that the row has no label for that task.
 */
@ConsumerType
public interface TaskStream extends DataStream {
    /** Which rows. */
    enum Split {
        /** The rows that are learned from, with the labels that are learned from. */
        TRAIN,
        /** Rows that are never learned from, with true labels. */
        TEST
    }

    /**
     * A task.
     *
     * @param name its name: {@code upper}
     * @param classes how many classes it has
     */
    record Task(String name, int classes) {
        /** The name of the field of its labels. */
        public String field() {
            return "labels." + name;
        }
    }

    /**
     * The tasks.
     *
     * @return at least one, always the same
     */
    List<Task> tasks();

    /**
     * Counts the rows of a split.
     *
     * @param split which rows
     * @return how many there are
     */
    int rows(Split split);

    /**
     * Reads rows of a split in a fixed order, without moving the stream.
     *
     * @param split which rows
     * @param first the first row
     * @param batch filled with as many rows as it has
     * @throws IndexOutOfBoundsException if the split has not so many rows
     */
    void read(Split split, int first, Batch batch);
}
