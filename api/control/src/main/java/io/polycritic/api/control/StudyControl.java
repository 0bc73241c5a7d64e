package io.polycritic.api.control;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Carries out studies: a method and its baselines over several seeds, and what their comparison says. Thread-safe. */
@ProviderType
public interface StudyControl {
    /**
     * Lists the studies that installed bundles bring.
     *
     * @return the studies by name
     */
    List<StudyView> studies();

    /**
     * Carries out a study, on the calling thread and others.
     *
     * @param request which study, and how much of it
     * @param listener hears how far it is, on any thread
     * @return what came of it
     * @throws ProblemException if there is no such study, an option is out of range or a run of it fails
     * @throws InterruptedException if the calling thread is interrupted; the study's runs are stopped then
     */
    StudyReport study(StudyRequest request, Consumer<StudyProgress> listener) throws InterruptedException;
}
