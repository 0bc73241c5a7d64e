package io.polycritic.engine;

import io.polycritic.api.control.SeriesView;
import io.polycritic.store.MetricsFile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The metric series of a run in memory, each bounded: when a series is full, every second point is dropped, and from
 * then on it takes only every second one that comes.
 */
final class Series {
    private static final int MAX_POINTS = 4096;
    private static final int MAX_SERIES = 2000;

    private final Map<String, Line> lines = new TreeMap<>();

    /** One series. */
    private static final class Line {
        private long[] updates = new long[64];
        private long[] steps = new long[64];
        private double[] values = new double[64];
        private int size;
        private long stride = 1;
        private long seen;
        private double last = Double.NaN;

        void add(long update, long step, double value) {
            last = value;
            if (seen++ % stride != 0) {
                return;
            }
            if (size == MAX_POINTS) {
                thin();
                if ((seen - 1) % stride != 0) {
                    return;
                }
            } else if (size == values.length) {
                updates = Arrays.copyOf(updates, size * 2);
                steps = Arrays.copyOf(steps, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            updates[size] = update;
            steps[size] = step;
            values[size++] = value;
        }

        private void thin() {
            for (int i = 0; i < size / 2; i++) {
                updates[i] = updates[2 * i];
                steps[i] = steps[2 * i];
                values[i] = values[2 * i];
            }
            size /= 2;
            stride *= 2;
        }

        void write(String name, DataOutput out) throws IOException {
            out.writeUTF(name);
            out.writeInt(size);
            out.writeLong(stride);
            out.writeLong(seen);
            out.writeDouble(last);
            for (int i = 0; i < size; i++) {
                out.writeLong(updates[i]);
                out.writeLong(steps[i]);
                out.writeDouble(values[i]);
            }
        }

        static Line read(DataInput in) throws IOException {
            Line line = new Line();
            line.size = in.readInt();
            line.stride = in.readLong();
            line.seen = in.readLong();
            line.last = in.readDouble();
            if (line.size < 0 || line.size > MAX_POINTS || line.stride < 1) {
                throw new IOException("a series of " + line.size + " points");
            }
            line.updates = new long[Math.max(64, line.size)];
            line.steps = new long[line.updates.length];
            line.values = new double[line.updates.length];
            for (int i = 0; i < line.size; i++) {
                line.updates[i] = in.readLong();
                line.steps[i] = in.readLong();
                line.values[i] = in.readDouble();
            }
            return line;
        }

        void cut(long update) {
            while (size > 0 && updates[size - 1] > update) {
                size--;
            }
            last = size == 0 ? Double.NaN : values[size - 1];
        }

        SeriesView view(String name, int maxPoints) {
            int step = Math.max(1, (size + maxPoints - 1) / Math.max(1, maxPoints));
            int count = (size + step - 1) / step;
            SeriesView view = new SeriesView(name, new long[count], new long[count], new double[count]);
            for (int i = 0; i < count; i++) {
                // Counted from the end, so that the newest point is always among them.
                int from = size - 1 - (count - 1 - i) * step;
                view.updates()[i] = updates[Math.max(0, from)];
                view.steps()[i] = steps[Math.max(0, from)];
                view.values()[i] = values[Math.max(0, from)];
            }
            return view;
        }
    }

    synchronized void write(DataOutput out) throws IOException {
        out.writeInt(lines.size());
        for (Map.Entry<String, Line> line : lines.entrySet()) {
            line.getValue().write(line.getKey(), out);
        }
    }

    static Series read(DataInput in) throws IOException {
        Series series = new Series();
        int count = in.readInt();
        if (count < 0 || count > MAX_SERIES) {
            throw new IOException(count + " series");
        }
        for (int i = 0; i < count; i++) {
            series.lines.put(in.readUTF(), Line.read(in));
        }
        return series;
    }

    /** The series that a metrics file holds. */
    static Series read(Path file) {
        Series series = new Series();
        MetricsFile.read(file, series::add);
        return series;
    }

    synchronized void add(MetricsFile.Line line) {
        line.values().forEach((name, value) -> {
            Line one = lines.get(name);
            if (one == null && lines.size() < MAX_SERIES) {
                one = new Line();
                lines.put(name, one);
            }
            if (one != null) {
                one.add(line.update(), line.steps(), value);
            }
        });
    }

    /** Forgets what came after an update. */
    synchronized void cut(long update) {
        lines.values().forEach(line -> line.cut(update));
        lines.values().removeIf(line -> line.size == 0);
    }

    synchronized List<SeriesView> views(List<String> names, int maxPoints) {
        return lines.entrySet().stream()
                .filter(line -> names.isEmpty() || names.contains(line.getKey()))
                .map(line -> line.getValue().view(line.getKey(), maxPoints))
                .toList();
    }

    synchronized Set<String> names() {
        return Set.copyOf(lines.keySet());
    }

    synchronized Map<String, Double> last() {
        Map<String, Double> last = new TreeMap<>();
        lines.forEach((name, line) -> last.put(name, line.last));
        return last;
    }
}
