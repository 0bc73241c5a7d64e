package io.polycritic.engine;

import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.AtomicFile;
import io.polycritic.store.RunFolder;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * The thinned series of a run at rest, so that a chart of a million points does not cost reading a million lines. The
 * file {@code charts} says of which metrics file it was made, by length and time of the last change; if that is another
 * one now, or anything is wrong with it, the series are read from the metrics and it is made anew.
 *
 * <p>Big-endian: {@code PCCHRT}, the format (2 bytes), length and time (8 bytes each), the series, CRC-32 (8 bytes).
 */
final class ChartsFile {
    private static final System.Logger LOG = System.getLogger(ChartsFile.class.getName());
    private static final byte[] MAGIC = {'P', 'C', 'C', 'H', 'R', 'T'};
    private static final int FORMAT = 1;
    /** Of less than so many bytes of metrics nothing is kept: they are read as fast. */
    private static final long LEAST = 1 << 17;

    /** Tells one state of the metrics file from another. */
    private record Stamp(long length, long nanos) {
        static Stamp of(Path metrics) throws IOException {
            return new Stamp(
                    Files.size(metrics), Files.getLastModifiedTime(metrics).to(TimeUnit.NANOSECONDS));
        }
    }

    private ChartsFile() {}

    /** The series of a run at rest. */
    static Series read(RunFolder folder) {
        Path metrics = folder.metrics();
        try {
            if (!Files.exists(metrics)) {
                return new Series();
            }
            Stamp before = Stamp.of(metrics);
            if (before.length < LEAST) {
                return Series.read(metrics);
            }
            Optional<Series> kept = kept(folder.charts(), before);
            if (kept.isPresent()) {
                return kept.get();
            }
            Series series = Series.read(metrics);
            // a run that goes on meanwhile has changed it, and what was read belongs to neither state
            if (before.equals(Stamp.of(metrics))) {
                keep(folder.charts(), before, series);
            }
            return series;
        } catch (IOException e) {
            throw AtomicFile.failure(metrics, e);
        }
    }

    /** Keeps the series of a run that comes to rest; its metrics file is closed. What fails is made up for later. */
    static void keep(RunFolder folder, Series series) {
        try {
            Stamp stamp = Stamp.of(folder.metrics());
            if (stamp.length >= LEAST) {
                keep(folder.charts(), stamp, series);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "charts are not kept", e);
        }
    }

    private static Optional<Series> kept(Path file, Stamp stamp) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            CRC32 checksum = new CRC32();
            checksum.update(bytes, 0, Math.max(0, bytes.length - Long.BYTES));
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            byte[] magic = in.readNBytes(MAGIC.length);
            boolean same = Arrays.equals(MAGIC, magic)
                    && in.readShort() == FORMAT
                    && in.readLong() == stamp.length
                    && in.readLong() == stamp.nanos;
            if (!same) {
                return Optional.empty();
            }
            Series series = Series.read(in);
            return in.readLong() == checksum.getValue() ? Optional.of(series) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, file + " is damaged and made anew", e);
            return Optional.empty();
        }
    }

    private static void keep(Path file, Stamp stamp, Series series) {
        try {
            AtomicFile.write(file, bare -> {
                CheckedOutputStream checked =
                        new CheckedOutputStream(new BufferedOutputStream(bare, 1 << 16), new CRC32());
                DataOutputStream out = new DataOutputStream(checked);
                out.write(MAGIC);
                out.writeShort(FORMAT);
                out.writeLong(stamp.length);
                out.writeLong(stamp.nanos);
                series.write(out);
                out.writeLong(checked.getChecksum().getValue());
                out.flush();
            });
        } catch (PolycriticException e) {
            LOG.log(System.Logger.Level.DEBUG, "charts are not kept", e);
        }
    }
}
