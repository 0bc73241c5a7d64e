package io.polycritic.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Shape;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The format of a snapshot's file. All integers are big-endian: magic {@code PCSNAP}, format (2 bytes), then a JSON
 * header (length, UTF-8), then for each slot its path, the number of names, and per name: name, type ({@code F D L S}),
 * whether it is a parameter and of what shape, length, data; then in the same way the engine's own names; then the
 * streams; then the SHA-256 of everything before.
 */
public final class SnapshotFile {
    private static final byte[] MAGIC = "PCSNAP".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 2;
    private static final int PLAIN = 0;
    private static final int PARAMETER = 1;
    private static final int SHAPED = 2;
    private static final int MAX_HEADER = 1 << 24;
    private static final TypeReference<Header> HEADER = new TypeReference<>() {};

    private SnapshotFile() {}

    /** What stands in the header: the snapshot without its states. */
    private record Header(
            String run,
            long seed,
            long update,
            long steps,
            long episodes,
            double seconds,
            long journalSequence,
            long journalLength,
            long metricsBytes,
            String parameterHash,
            List<Snapshot.Occupant> slots,
            int states,
            int streams) {}

    /** Writes a snapshot; the file is there completely or not at all. */
    public static void write(Path file, Snapshot snapshot) {
        AtomicFile.write(file, out -> {
            DigestOutputStream digested = new DigestOutputStream(new BufferedOutputStream(out, 1 << 16), sha256());
            DataOutputStream data = new DataOutputStream(digested);
            data.write(MAGIC);
            data.writeShort(FORMAT);
            header(data, snapshot);
            for (Map.Entry<String, State> state : snapshot.states().entrySet()) {
                text(data, state.getKey());
                state(data, state.getValue());
            }
            state(data, snapshot.engine());
            for (Map.Entry<String, long[]> stream : snapshot.streams().entrySet()) {
                text(data, stream.getKey());
                value(data, stream.getValue());
            }
            data.flush();
            digested.on(false);
            OutputStream plain = data;
            plain.write(digested.getMessageDigest().digest());
            plain.flush();
        });
    }

    /**
     * Reads what a snapshot says of itself, without its states and without checking them.
     *
     * @throws PolycriticException if the file does not begin like a snapshot of this format
     */
    static Snapshot readHead(Path file) throws IOException {
        try (DataInputStream data = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            checkFormat(data, file);
            return snapshot(readHeader(data, file), Map.of(), new State(), Map.of());
        } catch (java.io.EOFException e) {
            throw damaged(file, "is damaged: it is cut");
        }
    }

    private static void checkFormat(DataInputStream data, Path file) throws IOException {
        byte[] magic = data.readNBytes(MAGIC.length);
        if (!java.util.Arrays.equals(magic, MAGIC)) {
            throw damaged(file, "is no snapshot");
        }
        int format = data.readUnsignedShort();
        if (format != FORMAT) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    file.toString(),
                    "has format " + format + ", this version reads " + FORMAT + "; use "
                            + (format > FORMAT ? "a newer" : "the older") + " version");
        }
    }

    /**
     * Reads a snapshot and checks it.
     *
     * @throws PolycriticException if the file is damaged or of a newer format
     */
    public static Snapshot read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            DigestInputStream digested = new DigestInputStream(new BufferedInputStream(in, 1 << 16), sha256());
            DataInputStream data = new DataInputStream(digested);
            checkFormat(data, file);
            Header header = readHeader(data, file);
            Map<String, State> states = new LinkedHashMap<>();
            for (int i = 0; i < header.states; i++) {
                String path = readText(data);
                states.put(path, readState(data, file));
            }
            State engine = readState(data, file);
            Map<String, long[]> streams = new LinkedHashMap<>();
            for (int i = 0; i < header.streams; i++) {
                String name = readText(data);
                streams.put(name, (long[]) readValue(data, file));
            }
            digested.on(false);
            byte[] expected = digested.getMessageDigest().digest();
            if (!MessageDigest.isEqual(expected, data.readNBytes(expected.length)) || data.read() >= 0) {
                throw damaged(file, "is damaged: its checksum does not match");
            }
            return snapshot(header, states, engine, streams);
        } catch (java.io.EOFException e) {
            throw damaged(file, "is damaged: it is cut");
        } catch (IllegalArgumentException e) {
            throw damaged(file, "is damaged: " + e.getMessage());
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }

    private static Snapshot snapshot(
            Header header, Map<String, State> states, State engine, Map<String, long[]> streams) {
        return new Snapshot(
                header.run,
                header.seed,
                header.update,
                header.steps,
                header.episodes,
                header.seconds,
                header.journalSequence,
                header.journalLength,
                header.metricsBytes,
                header.parameterHash,
                header.slots,
                states,
                engine,
                streams);
    }

    private static void header(DataOutputStream data, Snapshot s) throws IOException {
        byte[] json = Json.line(new Header(
                        s.run(),
                        s.seed(),
                        s.update(),
                        s.steps(),
                        s.episodes(),
                        s.seconds(),
                        s.journalSequence(),
                        s.journalLength(),
                        s.metricsBytes(),
                        s.parameterHash(),
                        s.slots(),
                        s.states().size(),
                        s.streams().size()))
                .getBytes(StandardCharsets.UTF_8);
        data.writeInt(json.length);
        data.write(json);
    }

    private static Header readHeader(DataInputStream data, Path file) throws IOException {
        int length = data.readInt();
        if (length < 0 || length > MAX_HEADER) {
            throw damaged(file, "is damaged: its header has an impossible length");
        }
        try {
            return Json.mapper().readValue(data.readNBytes(length), HEADER);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw damaged(file, "is damaged: its header is no JSON");
        }
    }

    private static void state(DataOutputStream data, State state) throws IOException {
        data.writeInt(state.values().size());
        for (Map.Entry<String, Object> value : state.values().entrySet()) {
            text(data, value.getKey());
            Shape shape = state.shapes().get(value.getKey());
            data.writeByte(shape != null ? SHAPED : state.parameters().contains(value.getKey()) ? PARAMETER : PLAIN);
            if (shape != null) {
                data.writeByte(shape.rank());
                for (int axis = 0; axis < shape.rank(); axis++) {
                    data.writeInt(shape.length(axis));
                }
            }
            value(data, value.getValue());
        }
    }

    private static State readState(DataInputStream data, Path file) throws IOException {
        State state = new State();
        int names = data.readInt();
        for (int i = 0; i < names; i++) {
            String name = readText(data);
            int kind = data.readUnsignedByte();
            Shape shape = kind == SHAPED ? readShape(data) : null;
            Object value = readValue(data, file);
            if (kind > SHAPED || shape != null && !(value instanceof float[])) {
                throw damaged(file, "is damaged: it holds an unknown kind of value");
            }
            if (shape != null) {
                state.put(name, (float[]) value, shape);
            } else {
                state.put(name, value, kind == PARAMETER);
            }
        }
        return state;
    }

    private static Shape readShape(DataInputStream data) throws IOException {
        int[] lengths = new int[data.readUnsignedByte()];
        for (int axis = 0; axis < lengths.length; axis++) {
            lengths[axis] = data.readInt();
        }
        return Shape.of(lengths);
    }

    private static void value(DataOutputStream data, Object value) throws IOException {
        ByteBuffer bytes;
        if (value instanceof float[] numbers) {
            data.writeByte('F');
            bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES));
            bytes.asFloatBuffer().put(numbers);
        } else if (value instanceof double[] numbers) {
            data.writeByte('D');
            bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Double.BYTES));
            bytes.asDoubleBuffer().put(numbers);
        } else if (value instanceof long[] numbers) {
            data.writeByte('L');
            bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Long.BYTES));
            bytes.asLongBuffer().put(numbers);
        } else {
            data.writeByte('S');
            bytes = ByteBuffer.wrap(((String) value).getBytes(StandardCharsets.UTF_8));
        }
        data.writeInt(bytes.capacity());
        data.write(bytes.array());
    }

    private static Object readValue(DataInputStream data, Path file) throws IOException {
        int type = data.readUnsignedByte();
        int length = data.readInt();
        if (length < 0 || length > Files.size(file)) {
            throw damaged(file, "is damaged: a length is impossible");
        }
        byte[] raw = data.readNBytes(length);
        if (raw.length < length) {
            throw damaged(file, "is damaged: it is cut");
        }
        ByteBuffer bytes = ByteBuffer.wrap(raw);
        switch (type) {
            case 'F' -> {
                float[] numbers = new float[length / Float.BYTES];
                bytes.asFloatBuffer().get(numbers);
                return numbers;
            }
            case 'D' -> {
                double[] numbers = new double[length / Double.BYTES];
                bytes.asDoubleBuffer().get(numbers);
                return numbers;
            }
            case 'L' -> {
                long[] numbers = new long[length / Long.BYTES];
                bytes.asLongBuffer().get(numbers);
                return numbers;
            }
            case 'S' -> {
                return new String(raw, StandardCharsets.UTF_8);
            }
            default -> throw damaged(file, "is damaged: it holds an unknown type");
        }
    }

    private static void text(DataOutputStream data, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        data.writeShort(bytes.length);
        data.write(bytes);
    }

    private static String readText(DataInputStream data) throws IOException {
        return new String(data.readNBytes(data.readUnsignedShort()), StandardCharsets.UTF_8);
    }

    private static PolycriticException damaged(Path file, String why) {
        return new PolycriticException(ErrorCode.RESOURCE, file.toString(), why);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
