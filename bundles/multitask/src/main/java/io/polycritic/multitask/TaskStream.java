package io.polycritic.multitask;

import io.polycritic.api.environment.SplitStream;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A stream of rows with one input and a class for each of several tasks. The class of task {@code t} is the category
 * field {@code labels.t}; the value behind its last class says that the row has no label for that task. The training
 * split has the labels that are learned from, the test split the true ones.
 */
@ConsumerType
public interface TaskStream extends SplitStream {
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
}
