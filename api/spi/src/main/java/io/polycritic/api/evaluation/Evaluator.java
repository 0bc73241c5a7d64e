package io.polycritic.api.evaluation;

import io.polycritic.api.plugin.Part;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Measures a frozen copy of a run, on a thread of its own. */
@ConsumerType
public interface Evaluator extends Part {
    /**
     * Measures.
     *
     * @param subject the frozen copy; for this call only
     * @return the measures, of different names
     */
    List<Measure> evaluate(Subject subject);
}
