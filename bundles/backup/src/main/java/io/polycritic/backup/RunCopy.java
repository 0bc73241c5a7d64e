package io.polycritic.backup;

import io.polycritic.store.RunFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Copies a run that goes on, so that the copy is a state in which the run could have been killed.
 *
 * <p>Snapshots first: a snapshot never changes, and it tells how much of journal and metrics belongs to it; these only
 * grow, so that what is copied later has at least that much. A rollback, which shortens the metrics, is in the journal
 * before it does: where one was written while the metrics were copied, both are copied again; one that was there before
 * leaves alone what the snapshots before it need. What journal entries refer to was written before them, and is copied
 * after.
 */
final class RunCopy {
    private static final int ATTEMPTS = 8;
    private static final byte[] ROLLBACK = "\"type\":\"rollback\"".getBytes(StandardCharsets.US_ASCII);

    private final RunFolder run;
    private final String prefix;
    private final Path scratch;

    /**
     * A copy of a run.
     *
     * @param data the data folder
     * @param scratch a file to use meanwhile
     */
    RunCopy(Path data, RunFolder run, Path scratch) {
        this.run = run;
        this.prefix = data.relativize(run.path()) + "/";
        this.scratch = scratch;
    }

    /** Copies the run. */
    void into(Archive archive) throws IOException {
        snapshots(archive);
        growing(archive);
        for (Path file : LiveFolder.files(run.path(), Set.of())) {
            if (!isDone(file)) {
                archive.add(name(file), file);
            }
        }
    }

    private String name(Path file) {
        return prefix + run.path().relativize(file).toString().replace('\\', '/');
    }

    private boolean isDone(Path file) {
        return file.equals(run.journal())
                || file.equals(run.metrics())
                || file.startsWith(run.path().resolve("snapshots"))
                || file.toString().endsWith(".tmp");
    }

    /** The newest ones first. Old ones are removed as new ones come: where all had gone, there are newer ones now. */
    private void snapshots(Archive archive) throws IOException {
        boolean none = true;
        for (int i = 0; none && i < ATTEMPTS; i++) {
            List<Path> files = run.snapshots().files();
            for (Path file : files) {
                none &= !archive.add(name(file), file);
            }
            none &= !files.isEmpty();
        }
    }

    private void growing(Archive archive) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            byte[] before = wholeLines(run.journal());
            copyMetrics();
            byte[] after = wholeLines(run.journal());
            if (!isRolledBack(before, after)) {
                archive.add(name(run.journal()), new ByteArrayInputStream(after));
                try (InputStream metrics = Files.newInputStream(scratch)) {
                    archive.add(name(run.metrics()), metrics);
                }
                return;
            }
        }
        throw new IOException("run " + run.run() + " was rolled back each time that it was copied; try again");
    }

    /** Whether a journal has an entry of a rollback that an earlier look at it did not have. */
    static boolean isRolledBack(byte[] before, byte[] after) {
        return contains(after, ROLLBACK, before.length);
    }

    private void copyMetrics() throws IOException {
        if (Files.exists(run.metrics())) {
            Files.copy(run.metrics(), scratch, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.write(scratch, new byte[0]);
        }
    }

    /** A file without a last line that is being written. */
    private static byte[] wholeLines(Path file) throws IOException {
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static boolean contains(byte[] bytes, byte[] wanted, int from) {
        for (int i = Math.max(0, from); i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
