package io.polycritic.exports.protobuf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message in the encoding of Protocol Buffers ("Encoding", the public description of the wire format): numbers as
 * varints or little-endian, texts, bytes and messages with their length before them. Fields are written in the order of
 * the calls. Writing is all that exports need; a library and generated classes would be some hundred times as much
 * code.
 */
public final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** An integer or an enumeration's number. */
    public Message integer(int field, long value) {
        key(field, VARINT);
        varint(value);
        return this;
    }

    /** A 32-bit floating point number. */
    public Message float32(int field, float value) {
        key(field, FIXED32);
        fixed(Float.floatToRawIntBits(value), Float.BYTES);
        return this;
    }

    /** A 64-bit floating point number. */
    public Message float64(int field, double value) {
        key(field, FIXED64);
        fixed(Double.doubleToRawLongBits(value), Double.BYTES);
        return this;
    }

    /** A text. */
    public Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes. */
    public Message bytes(int field, byte[] value) {
        key(field, LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** A message. */
    public Message message(int field, Message value) {
        key(field, LENGTH);
        varint(value.bytes.size());
        value.copyTo(bytes);
        return this;
    }

    /** All fields of another message, behind those that are there. */
    public Message append(Message other) {
        other.copyTo(bytes);
        return this;
    }

    /** How many bytes the message has. */
    public int size() {
        return bytes.size();
    }

    /** Copies the message's bytes. */
    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** Writes the message without its length. */
    public void writeTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
    }

    private void copyTo(ByteArrayOutputStream other) {
        try {
            bytes.writeTo(other);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written to", e);
        }
    }

    private void key(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private void fixed(long bits, int count) {
        for (int i = 0; i < count; i++) {
            bytes.write((int) (bits >>> 8 * i));
        }
    }
}
