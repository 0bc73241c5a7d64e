package io.polycritic.plugins.rewards.networks;

import io.polycritic.compression.Options;
import io.polycritic.compression.SuperNetwork;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** What measurements depend on besides the genome, in words. */
final class Origin {
    private static final int SHOWN = 16;

    private Origin() {}

    /** The first digits of the SHA-256 sum of the weights, the options, and the number of pictures. */
    static String of(SuperNetwork network, Options options, SubnetMeasure.Counts counts) {
        return "the super-network " + hash(network.parameters().values()) + " (depths "
                + Arrays.toString(options.depths()) + ", heads " + Arrays.deepToString(options.heads()) + ", hidden "
                + Arrays.deepToString(options.hidden()) + ", bits " + Arrays.toString(options.bits()) + ", "
                + counts.validation() + " validation and " + counts.calibration() + " calibration pictures)";
    }

    private static String hash(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            return HexFormat.of().formatHex(digest).substring(0, SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
