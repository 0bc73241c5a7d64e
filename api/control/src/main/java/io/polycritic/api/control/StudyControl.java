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
     * Carries out a study, on the calling thread and others. Runs that are there already are not made again: a study
     * that was interrupted continues.
     *
     * @param request which study, and how much of it
     * @param listener hears how far it is, on any thread
     * @return what came of it, also kept as {@link #report}
     * @throws ProblemException if there is no such study, an option is out of range or a run of it fails
     * @throws InterruptedException if the calling thread is interrupted; runs that it made itself are stopped then,
     *     those that another process makes for it go on
     */
    StudyReport study(StudyRequest request, Consumer<StudyProgress> listener) throws InterruptedException;

    /**
     * Puts a study into the queue and returns at once. Studies of the queue are carried out one after the other, and
     * each goes on with the runs of it that are there. What is not over when the process ends is kept.
     *
     * @param request which study, and how much of it
     * @return how it stands
     * @throws ProblemException if there is no such study, an option is out of range, it is in the queue already, or too
     *     many wait
     */
    StudyJob begin(StudyRequest request);

    /**
     * Takes a study out of the queue; the runs of one that is carried out write their snapshots and end. Asked for
     * again, it goes on.
     *
     * @param study its name
     * @param quick whether its short form is meant
     * @return how it stands
     * @throws ProblemException if it was not asked for, or is over
     */
    StudyJob cancel(String study, boolean quick);

    /**
     * The studies in the queue, and the last ones that are over.
     *
     * @return in the order in which they were asked for
     */
    List<StudyJob> jobs();

    /**
     * Goes on with the studies that were in the queue when the process before this one ended.
     *
     * @return those studies
     */
    List<StudyJob> resume();

    /**
     * The last report of a study.
     *
     * @param study its name
     * @param quick whether that of its short form is asked for
     * @return the report
     * @throws ProblemException if there is no such study, or no report of it yet
     */
    StudyReport report(String study, boolean quick);

    /**
     * Draws what the last report of a study has of a metric.
     *
     * @param study its name
     * @param quick whether the report of its short form is asked for
     * @param metric the metric
     * @param plot which picture
     * @return an SVG document; runs in it are links to {@code #/runs/<id>}
     * @throws ProblemException if there is no such report or metric, or the metric has no such picture
     */
    String plot(String study, boolean quick, String metric, StudyPlot plot);
}
