package io.polycritic.exports;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A message of Protocol Buffers, read without knowing what it means: the values of each field in order. */
public record Decoded(Map<Integer, List<Object>> fields) {
    /** Reads the bytes of a message: varints as long, fixed numbers as bits, the rest as bytes. */
    public static Decoded of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, List<Object>> fields = new TreeMap<>();
        while (in.hasRemaining()) {
            long key = varint(in);
            Object value =
                    switch ((int) (key & 7)) {
                        case 0 -> varint(in);
                        case 1 -> in.getLong();
                        case 2 -> {
                            byte[] part = new byte[(int) varint(in)];
                            in.get(part);
                            yield part;
                        }
                        case 5 -> in.getInt();
                        default -> throw new IllegalStateException("wire type of key " + key);
                    };
            fields.computeIfAbsent((int) (key >>> 3), field -> new ArrayList<>())
                    .add(value);
        }
        return new Decoded(fields);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** How many values a field has. */
    public int count(int field) {
        return fields.getOrDefault(field, List.of()).size();
    }

    /** A field's integer. */
    public long integer(int field) {
        return (Long) fields.get(field).get(0);
    }

    /** A field's 64-bit floating point number. */
    public double float64(int field) {
        return Double.longBitsToDouble((Long) fields.get(field).get(0));
    }

    /** A field's 32-bit floating point number. */
    public float float32(int field) {
        return Float.intBitsToFloat((Integer) fields.get(field).get(0));
    }

    /** A field's text. */
    public String text(int field) {
        return new String((byte[]) fields.get(field).get(0), StandardCharsets.UTF_8);
    }

    /** A field's messages. */
    public List<Decoded> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(bytes -> Decoded.of((byte[]) bytes))
                .toList();
    }

    /** A field's first message. */
    public Decoded message(int field) {
        return messages(field).get(0);
    }
}
