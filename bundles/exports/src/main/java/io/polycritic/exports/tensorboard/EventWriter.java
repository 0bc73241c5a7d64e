package io.polycritic.exports.tensorboard;

import io.polycritic.exports.protobuf.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes events as TensorBoard reads them: messages {@code Event} (TensorFlow's {@code event.proto} and
 * {@code summary.proto}) in records of the TFRecord format, which is a length (8 bytes), its masked CRC-32C (4), the
 * message, and that one's masked CRC-32C, all little-endian.
 */
final class EventWriter {
    private static final int MASK_DELTA = 0xa282ead8;
    private static final int MASK_ROTATION = 15;

    /** Numbers of enumerations: a tensor of texts, the beginning of a session. */
    private static final int TEXTS = 7;

    private static final int SESSION_START = 1;

    private final OutputStream out;
    private long written;

    /** Begins a file. */
    EventWriter(OutputStream out, double seconds) throws IOException {
        this.out = out;
        write(event(seconds, 0).text(3, "brain.Event:2"));
    }

    /** How many bytes have been written. */
    long written() {
        return written;
    }

    /** Says that all that other files of the folder have from step 0 on is out of date. */
    void restart(double seconds) throws IOException {
        write(event(seconds, 0).message(7, new Message().integer(1, SESSION_START)));
    }

    /**
     * Writes numbers.
     *
     * @param seconds when, in seconds since 1970
     * @param step at which step
     * @param values by series
     */
    void scalars(double seconds, long step, Map<String, Double> values) throws IOException {
        Message summary = new Message();
        values.forEach((series, value) ->
                summary.message(1, new Message().text(1, series).float32(2, value.floatValue())));
        write(event(seconds, step).message(5, summary));
    }

    /** Writes a text, in Markdown. */
    void text(double seconds, long step, String tag, String text) throws IOException {
        Message plugin = new Message().message(1, new Message().text(1, "text"));
        Message tensor =
                new Message().integer(1, TEXTS).message(2, shapeOfOne()).text(8, text);
        Message value = new Message().text(1, tag).message(9, plugin).message(8, tensor);
        write(event(seconds, step).message(5, new Message().message(1, value)));
    }

    private static Message shapeOfOne() {
        return new Message().message(2, new Message().integer(1, 1));
    }

    private static Message event(double seconds, long step) {
        return new Message().float64(1, seconds).integer(2, step);
    }

    private void write(Message event) throws IOException {
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(event.size())
                .array();
        byte[] data = event.toBytes();
        out.write(length);
        out.write(checksum(length));
        out.write(data);
        out.write(checksum(data));
        written += length.length + data.length + 2 * Integer.BYTES;
    }

    /** The CRC turned by 15 bits plus a constant, so that a CRC of data that hold a CRC is none of its multiples. */
    private static byte[] checksum(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        int masked = Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK_DELTA;
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked)
                .array();
    }
}
