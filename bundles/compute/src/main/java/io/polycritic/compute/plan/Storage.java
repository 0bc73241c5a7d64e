package io.polycritic.compute.plan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Where a value's numbers lie: in a part of a Java array, or in a part of native memory, where products of matrices
 * read and write them without copying. Kernels bring blocks of them into arrays of their own and back.
 */
public final class Storage {
    /** Native memory begins at multiples of so many bytes, a cache line. */
    private static final int ALIGNMENT = 64;

    private final float[] array;
    private final FloatBuffer buffer;
    private final int offset;
    private final int size;

    private Storage(float[] array, FloatBuffer buffer, int offset, int size) {
        this.array = array;
        this.buffer = buffer;
        this.offset = offset;
        this.size = size;
    }

    /** A part of an array. */
    public static Storage of(float[] array, int offset, int size) {
        return new Storage(array, null, offset, size);
    }

    /** New memory, all zeros. */
    public static Storage allocate(int size, boolean direct) {
        if (!direct) {
            return of(new float[size], 0, size);
        }
        // An aligned slice begins and ends at multiples.
        FloatBuffer buffer = ByteBuffer.allocateDirect(Math.multiplyExact(size, Float.BYTES) + 2 * ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        return new Storage(null, buffer, 0, size);
    }

    /** A part of this one. */
    public Storage part(int from, int length) {
        return new Storage(array, buffer, offset + from, length);
    }

    /** Whether it is native memory. */
    public boolean isDirect() {
        return buffer != null;
    }

    /** The array, or null for native memory. */
    public float[] array() {
        return array;
    }

    /** The index of the first number. */
    public int offset() {
        return offset;
    }

    /** How many numbers there are. */
    public int size() {
        return size;
    }

    /** The native memory as a buffer that begins with the first number. */
    public FloatBuffer view() {
        return buffer.slice(offset, size);
    }

    /** One number. */
    public float get(int at) {
        return array != null ? array[offset + at] : buffer.get(offset + at);
    }

    /** Sets one number. */
    public void put(int at, float value) {
        if (array != null) {
            array[offset + at] = value;
        } else {
            buffer.put(offset + at, value);
        }
    }

    /** Copies {@code n} numbers from {@code at} on into an array. */
    public void load(int at, float[] to, int index, int n) {
        if (array != null) {
            System.arraycopy(array, offset + at, to, index, n);
        } else {
            buffer.get(offset + at, to, index, n);
        }
    }

    /** Copies {@code n} numbers of an array to {@code at} and the following places. */
    public void store(int at, float[] from, int index, int n) {
        if (array != null) {
            System.arraycopy(from, index, array, offset + at, n);
        } else {
            buffer.put(offset + at, from, index, n);
        }
    }

    /** Copies {@code n} numbers of another storage, which may not overlap. */
    public void copy(int at, Storage from, int source, int n) {
        if (from.array != null) {
            store(at, from.array, from.offset + source, n);
        } else if (array != null) {
            from.buffer.get(from.offset + source, array, offset + at, n);
        } else {
            buffer.put(offset + at, from.buffer, from.offset + source, n);
        }
    }

    /** Copies all numbers of another storage of the same size. */
    public void copy(Storage from) {
        copy(0, from, 0, size);
    }

    /** Sets {@code n} numbers from {@code at} on. */
    public void fill(int at, int n, float value) {
        if (array != null) {
            Arrays.fill(array, offset + at, offset + at + n, value);
        } else {
            for (int i = offset + at; i < offset + at + n; i++) {
                buffer.put(i, value);
            }
        }
    }

    /** Whether it is a part of the same memory. */
    boolean sharesMemory(Storage other) {
        return array == other.array && buffer == other.buffer;
    }

    /** Whether a number belongs to both. */
    boolean overlaps(Storage other) {
        return sharesMemory(other) && offset < other.offset + other.size && other.offset < offset + size;
    }

    /** Whether it holds all numbers of the other. */
    boolean covers(Storage other) {
        return sharesMemory(other) && offset <= other.offset && other.offset + other.size <= offset + size;
    }

    /** What the memory can be known by. */
    public Object memory() {
        return array != null ? array : buffer;
    }
}
