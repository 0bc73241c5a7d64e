package io.polycritic.exports.tensorboard;

import io.polycritic.store.MetricsFile;
import io.polycritic.store.RunFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A run's metrics and its spec as one event file, read and written line by line. */
public final class EventExport {
    /** What TensorBoard calls the spec. */
    static final String SPEC_TAG = "run/spec";

    private final RunFolder folder;
    private final String spec;
    private final WallTimes times;

    /**
     * Looks into a run's folder.
     *
     * @param folder the run's folder
     * @param spec its spec
     */
    public EventExport(RunFolder folder, String spec) {
        this.folder = folder;
        this.spec = spec;
        this.times = WallTimes.of(folder);
    }

    /** A name by which TensorBoard knows the file for one of its own. */
    public String name() {
        return "events.out.tfevents." + (long) times.first() + "." + folder.run();
    }

    /** Writes the file. */
    public void writeTo(OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        EventWriter writer = new EventWriter(buffered, times.first());
        writer.text(times.first(), 0, SPEC_TAG, markdown(spec));
        MetricsFile.read(
                folder.metrics(), line -> writer.scalars(times.at(line.update()), line.steps(), line.values()));
        buffered.flush();
    }

    /** A JSON document as TensorBoard's text panel shows it. */
    static String markdown(String json) {
        return "```\n" + json.strip() + "\n```";
    }
}
