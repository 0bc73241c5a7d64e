package io.polycritic.api.tensor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/**
 * A random generator whose whole state can be saved and restored: xoshiro256++ 1.0 (Blackman and Vigna, "Scrambled
 * linear pseudorandom number generators", 2021), seeded by SHA-256 of (run seed, slot path, stream name), so that
 * replacing one part of a run leaves the numbers of all others alone.
 */
public final class RandomStream implements RandomGenerator {
    /** How many words {@link #state()} has. */
    public static final int STATE_WORDS = 4;

    private final long[] s = new long[STATE_WORDS];

    private RandomStream() {}

    /**
     * Derives the stream of a name.
     *
     * @param runSeed the seed of the run
     * @param path the path of the slot
     * @param name the name of the stream within the slot
     * @return the stream at its beginning
     */
    public static RandomStream of(long runSeed, String path, String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((runSeed + "\n" + path + "\n" + name).getBytes(StandardCharsets.UTF_8));
            RandomStream stream = new RandomStream();
            for (int i = 0; i < hash.length; i++) {
                stream.s[i >> 3] = stream.s[i >> 3] << 8 | hash[i] & 0xff;
            }
            return stream;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s[0] + s[3], 23) + s[0];
        long t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = Long.rotateLeft(s[3], 45);
        return result;
    }

    /**
     * Fills a range with numbers of the standard normal distribution.
     *
     * @param target the array
     * @param offset the first index
     * @param count how many
     */
    public void gaussians(float[] target, int offset, int count) {
        for (int i = 0; i < count; i++) {
            target[offset + i] = (float) nextGaussian();
        }
    }

    /**
     * Shuffles a whole array of indices.
     *
     * @param indices the array
     */
    public void shuffle(int[] indices) {
        for (int i = indices.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int kept = indices[i];
            indices[i] = indices[j];
            indices[j] = kept;
        }
    }

    /**
     * Copies the state.
     *
     * @return {@link #STATE_WORDS} words
     */
    public long[] state() {
        return s.clone();
    }

    /**
     * Continues from a saved state.
     *
     * @param state the words of {@link #state()}
     * @throws IllegalArgumentException if there are not as many as there must be
     */
    public void restore(long[] state) {
        if (state.length != STATE_WORDS) {
            throw new IllegalArgumentException(
                    "a random stream's state has " + STATE_WORDS + " words, found " + state.length);
        }
        System.arraycopy(state, 0, s, 0, STATE_WORDS);
    }
}
