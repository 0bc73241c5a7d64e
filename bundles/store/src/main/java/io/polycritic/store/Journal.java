package io.polycritic.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The journal of a run: one line an entry, {@code <crc32 of the JSON, 8 hexadecimal digits> <JSON>}. An entry is on
 * disk when {@link #append} returns. A line that is cut or altered ends the intact part; what follows it is set aside
 * in {@code journal.damaged}, so that new entries continue the intact part.
 */
public final class Journal implements AutoCloseable {
    private static final int CHECKSUM = 8;

    private final Path file;
    /** The JSON of each entry; parsed when it is asked for, for a long run has many and they are rarely looked at. */
    private final List<byte[]> entries = new ArrayList<>();

    private final FileChannel channel;
    private final String damage;

    /** One entry: its number from 1, when it was written, the updates made by then, its type, and what happened. */
    public record Entry(long sequence, String time, long update, String type, Map<String, Object> data) {}

    private Journal(Path file, FileChannel channel, List<byte[]> entries, String damage) {
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
                out.write(line(Json.line(entry).getBytes(StandardCharsets.UTF_8)));
            }
        });
        return open(file);
    }

    private static byte[] line(byte[] json) {
        byte[] line = new byte[CHECKSUM + 1 + json.length + 1];
        System.arraycopy(checksum(json).getBytes(StandardCharsets.US_ASCII), 0, line, 0, CHECKSUM);
        line[CHECKSUM] = ' ';
        System.arraycopy(json, 0, line, CHECKSUM + 1, json.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** Reads the intact part of a journal without changing the file. */
    public static List<Entry> read(Path file) {
        try {
            return parse(file).entries.stream().map(Journal::entry).toList();
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
     * process, and is on disk when the next {@link #append} or {@link #sync} returns.
     */
    public Entry note(long update, String type, Map<String, Object> data) {
        return append(update, type, data, false);
    }

    /** Returns when all that was written is on disk. Whoever writes meanwhile does not wait for that. */
    public void sync() {
        try {
            channel.force(false);
        } catch (ClosedChannelException e) {
            // It was written out when it was closed.
            return;
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    private synchronized Entry append(long update, String type, Map<String, Object> data, boolean sync) {
        Entry entry = new Entry(entries.size() + 1L, Instant.now().toString(), update, type, data);
        byte[] json = Json.line(entry).getBytes(StandardCharsets.UTF_8);
        ByteBuffer line = ByteBuffer.wrap(line(json));
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
        entries.add(json);
        return entry;
    }

    /** How many entries there are. */
    public synchronized int size() {
        return entries.size();
    }

    /** All entries, oldest first. */
    public List<Entry> entries() {
        return entries(0);
    }

    /** The entries after so many, oldest first. */
    public synchronized List<Entry> entries(int after) {
        List<Entry> found = new ArrayList<>(entries.size() - after);
        for (int i = after; i < entries.size(); i++) {
            found.add(entry(entries.get(i)));
        }
        return found;
    }

    /** What was wrong with the file when it was opened; empty if nothing. */
    public String damage() {
        return damage;
    }

    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                channel.force(false);
            }
            channel.close();
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    /** What was found in a file: the JSON of the intact entries and how far they go. */
    private record Reading(List<byte[]> entries, long intactBytes, String damage) {}

    private static Reading parse(Path file) throws IOException {
        List<byte[]> entries = new ArrayList<>();
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
            byte[] json = end == bytes.length ? null : json(bytes, begin, end, entries.size() + 1L);
            if (json == null) {
                String damage = "entry " + (entries.size() + 1) + " of " + file + " is "
                        + (end == bytes.length ? "cut" : "altered") + "; the " + entries.size()
                        + " entries before it are used, the rest is set aside";
                return new Reading(entries, begin, damage);
            }
            entries.add(json);
            begin = end + 1;
        }
        return new Reading(entries, begin, "");
    }

    /** The JSON of a line, or null if the line is not intact. */
    private static byte[] json(byte[] bytes, int begin, int end, long sequence) {
        int from = begin + CHECKSUM + 1;
        if (from >= end) {
            return null;
        }
        byte[] json = Arrays.copyOfRange(bytes, from, end);
        String said = new String(bytes, begin, CHECKSUM, StandardCharsets.US_ASCII);
        try {
            return said.equals(checksum(json)) && entry(json).sequence == sequence ? json : null;
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private static Entry entry(byte[] json) {
        try {
            return Json.mapper().readValue(json, Entry.class);
        } catch (IOException e) {
            throw new IllegalStateException("a line of a journal is no entry", e);
        }
    }

    private static String checksum(byte[] json) {
        CRC32 crc = new CRC32();
        crc.update(json);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
