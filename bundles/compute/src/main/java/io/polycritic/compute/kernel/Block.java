package io.polycritic.compute.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * The scratch memory of elementwise loops. They work on blocks that stay in the first-level cache, in arrays that all
 * begin at index 0: the Java compiler vectorises a loop only if all its arrays are read and written at the same index.
 * It does not vectorise conversions between floats and their bits either; these go through a buffer instead.
 */
final class Block {
    /** The largest number of elements of a block. */
    static final int SIZE = 1024;

    final float[] a = new float[SIZE];
    final float[] b = new float[SIZE];
    final float[] c = new float[SIZE];
    final int[] i = new int[SIZE];
    final int[] j = new int[SIZE];
    private final FloatBuffer floats;
    private final IntBuffer ints;

    Block() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(SIZE * Float.BYTES).order(ByteOrder.nativeOrder());
        floats = bytes.asFloatBuffer();
        ints = bytes.asIntBuffer();
    }

    void toBits(float[] from, int[] to, int n) {
        floats.put(0, from, 0, n);
        ints.get(0, to, 0, n);
    }

    void toFloats(int[] from, float[] to, int n) {
        ints.put(0, from, 0, n);
        floats.get(0, to, 0, n);
    }
}
