package io.polycritic.runtime.launcher;

import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.StudyControl;
import io.polycritic.api.control.StudyJob;
import io.polycritic.api.control.StudyPlot;
import io.polycritic.api.control.StudyProgress;
import io.polycritic.api.control.StudyReport;
import io.polycritic.api.control.StudyRequest;
import io.polycritic.api.control.StudyState;
import io.polycritic.api.control.StudyView;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The studies of another process, through its REST interface. That process carries a study out, whether or not somebody
 * still watches it.
 *
 * @param rest the interface
 */
record RemoteStudies(Rest rest) implements StudyControl {
    private static final long POLL_MILLIS = 250;
    private static final StudyProgress WAITS = new StudyProgress(0, 0, 0, "waits for other studies");

    /** What the interface is told of a study that its path names. */
    private record Start(boolean quick, Integer seeds, boolean fresh) {}

    private static String path(String study, String more, boolean quick) {
        return "/studies/" + Rest.segment(study) + more + "?quick=" + quick;
    }

    @Override
    public List<StudyView> studies() {
        return rest.list("/studies", StudyView.class);
    }

    /** Watches the study if it is in the queue already just as asked for, else puts it there. */
    @Override
    public StudyReport study(StudyRequest request, Consumer<StudyProgress> listener) throws InterruptedException {
        StudyJob job = jobs().stream()
                .filter(present -> serves(present, request))
                .findFirst()
                .orElseGet(() -> begin(request));
        while (!job.state().isOver()) {
            listener.accept(job.progress() == null ? WAITS : job.progress());
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            job = rest.get(path(request.study(), "/job", request.quick()), StudyJob.class);
        }
        if (job.state() == StudyState.CANCELLED) {
            throw Failure.conflict("study", request.study() + " was cancelled");
        }
        if (job.state() == StudyState.FAILED) {
            throw new ProblemException(job.problem());
        }
        return report(request.study(), request.quick());
    }

    private static boolean serves(StudyJob job, StudyRequest request) {
        return (job.state() == StudyState.WAITING || job.state() == StudyState.RUNNING)
                && job.study().equals(request.study())
                && job.quick() == request.quick()
                && Objects.equals(job.seeds(), request.seeds())
                && job.fresh() == request.fresh();
    }

    @Override
    public StudyJob begin(StudyRequest request) {
        Start start = new Start(request.quick(), request.seeds(), request.fresh());
        return rest.post("/studies/" + Rest.segment(request.study()), start, StudyJob.class);
    }

    @Override
    public StudyJob cancel(String study, boolean quick) {
        return rest.post(path(study, "/cancel", quick), null, StudyJob.class);
    }

    @Override
    public List<StudyJob> jobs() {
        return rest.list("/study-jobs", StudyJob.class);
    }

    /** The other process has gone on by itself. */
    @Override
    public List<StudyJob> resume() {
        return List.of();
    }

    @Override
    public StudyReport report(String study, boolean quick) {
        return rest.get(path(study, "", quick), StudyReport.class);
    }

    @Override
    public String plot(String study, boolean quick, String metric, StudyPlot plot) {
        String name = plot.name().toLowerCase(Locale.ROOT);
        return rest.text(path(study, "/plots/" + name, quick) + "&metric=" + Rest.segment(metric));
    }
}
