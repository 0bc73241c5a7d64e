package io.polycritic.exports.tensorboard;

import io.polycritic.store.MetricsFile;
import io.polycritic.store.RunFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Follows the metrics file of one run and writes what is new in it as events. Where the file was cut, since the run was
 * rolled back or begun anew, all is written again, and TensorBoard is told so. Used by one thread.
 */
final class RunLog implements AutoCloseable {
    private static final int CHUNK = 1 << 18;
    /** What is read at a time at most, so that others get their turn. */
    private static final int MOST = 64 * CHUNK;

    private final RunFolder run;
    private final EventFolder events;
    private final String spec;
    private WallTimes times;

    /** How far the file has been written as events, and the end of what was. */
    private long position;

    private byte[] tail = {};
    private boolean begun;

    RunLog(RunFolder run, EventFolder events, String spec) {
        this.run = run;
        this.events = events;
        this.spec = spec;
    }

    /**
     * Writes what is new.
     *
     * @param now seconds since 1970, the time of what was made since the last call
     * @return whether there is more
     */
    boolean follow(double now) throws IOException {
        Path file = run.metrics();
        if (!Files.exists(file)) {
            return false;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (!begun || !continues(in)) {
                begin(now);
            }
            long end = Math.min(in.length(), position + MOST);
            byte[] rest = {};
            in.seek(position);
            long read = position;
            while (read < end) {
                byte[] chunk = new byte[(int) Math.min(CHUNK, end - read)];
                in.readFully(chunk);
                read += chunk.length;
                rest = lines(join(rest, chunk), now);
            }
            events.flush();
            return in.length() > read;
        }
    }

    private void begin(double now) throws IOException {
        times = WallTimes.of(run);
        double first = times.known() < 0 ? now : times.first();
        events.begin(first);
        events.text(first, EventExport.SPEC_TAG, EventExport.markdown(spec));
        position = 0;
        tail = new byte[0];
        begun = true;
    }

    /** Whether the file still has what was read last where it was read. */
    private boolean continues(RandomAccessFile in) throws IOException {
        if (in.length() < position) {
            return false;
        }
        byte[] there = new byte[tail.length];
        in.seek(position - tail.length);
        in.readFully(there);
        return Arrays.equals(there, tail);
    }

    /** Writes all whole lines and returns what is behind the last one. */
    private byte[] lines(byte[] bytes, double now) throws IOException {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                MetricsFile.Line line = MetricsFile.parse(new String(bytes, from, i - from, StandardCharsets.UTF_8));
                if (line != null) {
                    double seconds = line.update() > times.known() ? now : times.at(line.update());
                    events.scalars(seconds, line.steps(), line.values());
                }
                tail = Arrays.copyOfRange(bytes, from, i + 1);
                position += tail.length;
                from = i + 1;
            }
        }
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
