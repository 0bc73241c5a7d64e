package io.polycritic.exports.tensorboard;

import io.polycritic.store.AtomicFile;
import io.polycritic.store.Journal;
import io.polycritic.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a run made its updates. Metrics carry no time, for they are a function of spec, seed and journal; but the
 * journal says when its entries were written, and the files of snapshots when they were. Between such moments time is
 * taken to pass evenly from update to update.
 */
final class WallTimes {
    /** Seconds since 1970 at which a run came to an update, and at which it left it. */
    private record Moment(double came, double left) {}

    private final TreeMap<Long, Moment> moments = new TreeMap<>();

    /** Reads what a run's folder tells. */
    static WallTimes of(RunFolder folder) {
        WallTimes times = new WallTimes();
        for (Journal.Entry entry : Journal.read(folder.journal())) {
            times.add(entry.update(), seconds(entry.time()));
        }
        for (Path snapshot : folder.snapshots().files()) {
            String name = snapshot.getFileName().toString();
            times.add(Long.parseLong(name.substring(0, name.indexOf('.'))), modified(snapshot));
        }
        return times;
    }

    private static double seconds(String time) {
        return Instant.parse(time).toEpochMilli() / 1e3;
    }

    private static double modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis() / 1e3;
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    void add(long update, double seconds) {
        moments.merge(
                update,
                new Moment(seconds, seconds),
                (old, now) -> new Moment(Math.min(old.came, now.came), Math.max(old.left, now.left)));
    }

    /** The first moment that is known; 0 if none is. */
    double first() {
        return moments.isEmpty() ? 0 : moments.firstEntry().getValue().came;
    }

    /** The last update of which a moment is known; -1 if none is. */
    long known() {
        return moments.isEmpty() ? -1 : moments.lastKey();
    }

    /** Seconds since 1970; before the first moment and behind the last one, that moment. */
    double at(long update) {
        Map.Entry<Long, Moment> before = moments.floorEntry(update);
        Map.Entry<Long, Moment> after = moments.ceilingEntry(update);
        if (before == null) {
            return first();
        }
        if (after == null || after.getKey().equals(before.getKey())) {
            return before.getValue().left;
        }
        double share = (update - before.getKey()) / (double) (after.getKey() - before.getKey());
        double from = before.getValue().left;
        return from + share * Math.max(0, after.getValue().came - from);
    }
}
