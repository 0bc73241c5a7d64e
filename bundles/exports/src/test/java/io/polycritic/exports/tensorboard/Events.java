package io.polycritic.exports.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.exports.Decoded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads event files by the description of their format; shares no code with what writes them. */
final class Events {
    private static final int CASTAGNOLI = 0x82f63b78;

    private Events() {}

    /** The events of a file; a checksum that is wrong fails the test. */
    static List<Decoded> read(byte[] file) {
        List<Decoded> events = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            assertEquals(masked(length), in.getInt(), "checksum of a length");
            byte[] data = new byte
                    [Math.toIntExact(ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong())];
            in.get(data);
            assertEquals(masked(data), in.getInt(), "checksum of an event");
            events.add(Decoded.of(data));
        }
        return events;
    }

    /** The events of all files of a folder, by the names of the files. */
    static List<Decoded> readAll(Path folder) throws IOException {
        List<Decoded> events = new ArrayList<>();
        for (Path file : files(folder)) {
            events.addAll(read(Files.readAllBytes(file)));
        }
        return events;
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Steps of all numbers of a series. */
    static List<Long> steps(List<Decoded> events, String series) {
        return events.stream()
                .filter(event -> event.count(5) > 0
                        && event.message(5).messages(1).stream()
                                .anyMatch(value -> value.text(1).equals(series)))
                .map(event -> event.integer(2))
                .toList();
    }

    /** CRC-32C bit by bit, turned and shifted as the TFRecord format says. */
    static int masked(byte[] data) {
        int crc = -1;
        for (byte each : data) {
            crc ^= each & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 1 ? crc >>> 1 ^ CASTAGNOLI : crc >>> 1;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }
}
