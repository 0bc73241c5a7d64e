package io.polycritic.api.control;

import org.osgi.annotation.versioning.ProviderType;

/** Exports runs for other tools. Thread-safe. */
@ProviderType
public interface ExportControl {
    /**
     * Prepares an export: all that can be wrong is found now, and nothing is written yet.
     *
     * @param run the run's id, live or not
     * @param request what shall be exported
     * @return the file
     * @throws ProblemException if there is no such run, format, slot or model, or the run cannot be said in that form
     */
    ExportFile export(String run, ExportRequest request);
}
