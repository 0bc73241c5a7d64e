package io.polycritic.api.model;

import io.polycritic.api.plugin.Part;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part that can say what it has learned as graphs, so that it can be exported. Asked of frozen copies of runs, off
 * the training thread.
 */
@ConsumerType
public interface ModelSource extends Part {
    /**
     * The functions with the present parameters, for so many rows. Exports ask for two numbers of rows and compare:
     * graphs may differ in their shapes alone, by axes that are multiples of the rows.
     *
     * @param rows how many rows each function computes at once, at least 1
     * @return the functions, the most important one first; none before the part has made its networks
     */
    List<GraphModel> models(int rows);
}
