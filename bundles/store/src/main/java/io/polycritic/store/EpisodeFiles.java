package io.polycritic.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The filmed episodes of a run, a compressed file each: a line that sums it up, a line with all of it. Of each
 * evaluator the last ones are kept.
 */
public final class EpisodeFiles {
    private static final System.Logger LOG = System.getLogger(EpisodeFiles.class.getName());
    private static final String ENDING = ".jsonl.gz";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}@[0-9]{1,18}");

    private final Path folder;

    EpisodeFiles(Path folder) {
        this.folder = folder;
    }

    /** The id of an episode. */
    public static String id(String evaluator, long update) {
        return evaluator + "@" + update;
    }

    private static String evaluator(String id) {
        return id.substring(0, id.indexOf('@'));
    }

    private static long update(String id) {
        return Long.parseLong(id.substring(id.indexOf('@') + 1));
    }

    /**
     * Writes an episode, and removes those of the same evaluator that are too old.
     *
     * @param id its id
     * @param summary what sums it up, to JSON
     * @param whole all of it, to JSON
     * @param keep how many of an evaluator are kept, at least 1
     */
    public void write(String id, Object summary, Object whole, int keep) {
        AtomicFile.write(file(id), out -> {
            // The stream belongs to the caller, who syncs it.
            GZIPOutputStream packed = new GZIPOutputStream(out);
            line(packed, summary);
            line(packed, whole);
            packed.finish();
        });
        ids().stream()
                .filter(other -> evaluator(other).equals(evaluator(id)))
                .sorted(Comparator.comparingLong(EpisodeFiles::update).reversed())
                .skip(keep)
                .forEach(this::remove);
    }

    private static void line(OutputStream out, Object json) throws IOException {
        out.write(Json.line(json).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    /** Removes the episodes of later updates: the run has gone back. */
    public void removeAfter(long update) {
        ids().stream().filter(id -> update(id) > update).forEach(this::remove);
    }

    private void remove(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw AtomicFile.failure(file(id), e);
        }
    }

    private Path file(String id) {
        return folder.resolve(id + ENDING);
    }

    /** The ids of all episodes, the newest first, then by evaluator. */
    public List<String> ids() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(id -> ID.matcher(id).matches())
                    .sorted(Comparator.comparingLong(EpisodeFiles::update)
                            .reversed()
                            .thenComparing(id -> id))
                    .toList();
        } catch (IOException e) {
            throw AtomicFile.failure(folder, e);
        }
    }

    /** What sums up each episode, in the order of {@link #ids}; a damaged file is left out. */
    public <T> List<T> summaries(Class<T> type) {
        List<T> all = new ArrayList<>();
        for (String id : ids()) {
            try {
                read(id, 0, type).ifPresent(all::add);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "the episode " + id + " is left out", e);
            }
        }
        return all;
    }

    /** All of an episode; nothing if there is none of this id. */
    public <T> Optional<T> whole(String id, Class<T> type) {
        return read(id, 1, type);
    }

    private <T> Optional<T> read(String id, int line, Class<T> type) {
        if (!ID.matcher(id).matches() || !Files.exists(file(id))) {
            return Optional.empty();
        }
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file(id))), StandardCharsets.UTF_8))) {
            for (int i = 0; i < line; i++) {
                in.readLine();
            }
            return Optional.of(Json.ownMapper().readValue(in.readLine(), type));
        } catch (JsonProcessingException e) {
            throw AtomicFile.failure(file(id), new IOException(e.getOriginalMessage(), e));
        } catch (IOException | IllegalArgumentException e) {
            throw AtomicFile.failure(file(id), e instanceof IOException io ? io : new IOException("is cut off", e));
        }
    }
}
