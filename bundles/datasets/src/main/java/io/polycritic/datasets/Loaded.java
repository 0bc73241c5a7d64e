package io.polycritic.datasets;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was read from files, once for all of this process, as long as there is memory for it. Files that have changed
 * are read again.
 */
final class Loaded {
    private static final Map<String, Held> ALL = new HashMap<>();

    /** Pictures, and what their files looked like. */
    private record Held(List<Object> stamp, SoftReference<Images> images) {}

    private Loaded() {}

    /** The pictures of a name, read if they are not there. Others wait meanwhile rather than read the same. */
    static synchronized Images once(String name, List<Path> files, Supplier<Images> reader) {
        String key = name + " " + files;
        List<Object> stamp = stamp(files);
        Held held = ALL.get(key);
        Images images = held == null || !held.stamp.equals(stamp) ? null : held.images.get();
        if (images == null) {
            images = reader.get();
            ALL.values().removeIf(other -> other.images.refersTo(null));
            ALL.put(key, new Held(stamp, new SoftReference<>(images)));
        }
        return images;
    }

    private static List<Object> stamp(List<Path> files) {
        List<Object> stamp = new ArrayList<>();
        for (Path file : files) {
            try {
                stamp.add(Files.size(file));
                stamp.add(Files.getLastModifiedTime(file));
            } catch (IOException e) {
                stamp.add("unreadable");
            }
        }
        return stamp;
    }
}
