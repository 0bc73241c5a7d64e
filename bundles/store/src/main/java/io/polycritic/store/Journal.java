package io.polycritic.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The journal of a run: one line an entry, {@code <crc32 of the JSON, 8 hexadecimal digits> <JSON>}. An entry is on
 * disk when {@link #append} returns. A line that is cut or altered ends the intact part; what follows it is set aside
 * in {@code journal.damaged}, so that new entries continue the intact part.
 */
public final class Journal implements AutoCloseable {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();
    private final FileChannel channel;
    private final String damage;

    /** One entry: its number from 1, when it was written, the updates made by then, its type, and what happened. */
    public record Entry(long sequence, String time, long update, String type, Map<String, Object> data) {}

    private Journal(Path file, FileChannel channel, List<Entry> entries, String damage) {
        this.file = file;
        this.channel = channel;
        this.entries.addAll(entries);
        this.damage = damage;
    }

    /** Opens a journal to append to; makes it if there is none. */
    public static Journal open(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Reading reading = parse(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
            if (reading.intactBytes < channel.size()) {
                ByteBuffer rest = ByteBuffer.allocate((int) (channel.size() - reading.intactBytes));
                channel.read(rest, reading.intactBytes);
                Files.write(
                        file.resolveSibling("journal.damaged"),
                        rest.array(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                channel.truncate(reading.intactBytes);
                channel.force(true);
            }
            channel.position(reading.intactBytes);
            AtomicFile.syncFolder(file.getParent());
            return new Journal(file, channel, reading.entries, reading.damage);
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    /** Makes a new journal that begins with entries of another one. */
    public static Journal copy(Path file, List<Entry> history) {
        AtomicFile.write(file, out -> {
            for (Entry entry : history) {
                out.write(line(entry));
            }
        });
        return open(file);
    }

    private static byte[] line(Entry entry) {
        String json = Json.line(entry);
        return (checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the intact part of a journal without changing the file. */
    public static List<Entry> read(Path file) {
        try {
            return parse(file).entries;
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    /** Writes an entry and returns when it is on disk. */
    public Entry append(long update, String type, Map<String, Object> data) {
        return append(update, type, data, true);
    }

    /**
     * Writes an entry that a run can do without if the machine fails in this moment. It survives the end of the
     * process, and is on disk when the next {@link #append} returns.
     */
    public Entry note(long update, String type, Map<String, Object> data) {
        return append(update, type, data, false);
    }

    private synchronized Entry append(long update, String type, Map<String, Object> data, boolean sync) {
        Entry entry = new Entry(entries.size() + 1L, Instant.now().toString(), update, type, data);
        ByteBuffer line = ByteBuffer.wrap(line(entry));
        try {
            long before = channel.position();
            try {
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                if (sync) {
                    channel.force(false);
                }
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
        entries.add(entry);
        return entry;
    }

    /** How many entries there are. */
    public synchronized int size() {
        return entries.size();
    }

    /** All entries, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** What was wrong with the file when it was opened; empty if nothing. */
    public String damage() {
        return damage;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    /** What was found in a file: the intact entries and how far they go. */
    private record Reading(List<Entry> entries, long intactBytes, String damage) {}

    private static Reading parse(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (!Files.exists(file)) {
            return new Reading(entries, 0, "");
        }
        byte[] bytes = Files.readAllBytes(file);
        int begin = 0;
        while (begin < bytes.length) {
            int end = begin;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            Entry entry = end == bytes.length
                    ? null
                    : entry(new String(bytes, begin, end - begin, StandardCharsets.UTF_8), entries.size() + 1);
            if (entry == null) {
                String damage = "entry " + (entries.size() + 1) + " of " + file + " is "
                        + (end == bytes.length ? "cut" : "altered") + "; the " + entries.size()
                        + " entries before it are used, the rest is set aside";
                return new Reading(entries, begin, damage);
            }
            entries.add(entry);
            begin = end + 1;
        }
        return new Reading(entries, begin, "");
    }

    private static Entry entry(String line, long sequence) {
        if (line.length() < 10 || !line.substring(0, 8).equals(checksum(line.substring(9)))) {
            return null;
        }
        try {
            Map<String, Object> json = Json.mapper().readValue(line.substring(9), OBJECT);
            Entry entry = Json.mapper().convertValue(json, Entry.class);
            return entry.sequence == sequence ? entry : null;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        }
    }

    private static String checksum(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format(java.util.Locale.ROOT, "%08x", crc.getValue());
    }
}
