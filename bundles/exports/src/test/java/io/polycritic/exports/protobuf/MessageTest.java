package io.polycritic.exports.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.exports.Decoded;
import org.junit.jupiter.api.Test;

class MessageTest {
    /** The examples of the description of the wire format: 150 is 96 01, "testing" is 74 65 73 74 69 6e 67. */
    @Test
    void matchesTheExamplesOfTheDescription() {
        assertArrayEquals(
                new byte[] {0x08, (byte) 0x96, 0x01},
                new Message().integer(1, 150).toBytes());
        assertArrayEquals(
                new byte[] {0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67},
                new Message().text(2, "testing").toBytes());
        assertArrayEquals(
                new byte[] {0x1a, 0x03, 0x08, (byte) 0x96, 0x01},
                new Message().message(3, new Message().integer(1, 150)).toBytes());
    }

    @Test
    void allKindsComeBack() {
        Message message = new Message()
                .integer(1, -1)
                .integer(2, Long.MAX_VALUE)
                .float32(3, Float.NEGATIVE_INFINITY)
                .float64(4, 0.1)
                .text(2000, "\u00fc")
                .append(new Message().integer(5, 0));
        Decoded read = Decoded.of(message.toBytes());
        assertEquals(message.size(), message.toBytes().length);
        assertEquals(-1, read.integer(1));
        assertEquals(Long.MAX_VALUE, read.integer(2));
        assertEquals(Float.NEGATIVE_INFINITY, read.float32(3));
        assertEquals(0.1, read.float64(4));
        assertEquals("\u00fc", read.text(2000));
        assertEquals(0, read.integer(5));
    }
}
