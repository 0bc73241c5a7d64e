package io.polycritic.accounts;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords by Argon2id (RFC 9106) with 19 MiB, two passes and one lane, which OWASP's password storage guide
 * takes for the least. Hashes are in the PHC string format, so that parameters can grow.
 */
final class Passwords {
    /** The shortest password, in characters. */
    static final int SHORTEST = 12;

    /** The longest one: a limit to the work that a stranger can ask for. */
    static final int LONGEST = 256;

    private static final int KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int LENGTH = 32;
    private static final long PATIENCE_SECONDS = 5;
    /** Who waits holds a thread of the server. */
    private static final int MOST_WAITING = 16;

    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([^$]+)\\$([^$]+)");

    /** One at a time: a crowd at the door must take neither both processors nor the memory from training. */
    private final Semaphore one = new Semaphore(1, true);

    private String nobody;

    /** Refuses a password that is too short, too long, or easily guessed by whoever knows the name. */
    static void check(String path, String name, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw wrong(path, "must have " + SHORTEST + " to " + LONGEST + " characters, has " + length);
        }
        if (password.toLowerCase(Locale.ROOT).contains(name)) {
            throw wrong(path, "must not contain the user's name");
        }
        if (password.codePoints().distinct().count() < 5) {
            throw wrong(path, "must have at least 5 different characters");
        }
    }

    private static ProblemException wrong(String path, String message) {
        return new ProblemException(new Problem("USER", path, message));
    }

    /** The hash of a password, with a fresh salt. */
    String hash(String password) {
        byte[] salt = Secrets.salt(SALT);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(argon2(password, salt, new int[] {KIB, PASSES, LANES, LENGTH}));
    }

    /**
     * Whether a password has a hash.
     *
     * @param password the password
     * @param hash the hash, or null if there is no such user: then it takes the same time
     */
    boolean matches(String password, String hash) {
        String other = nobody();
        Matcher parts = PHC.matcher(hash == null ? other : hash);
        if (!parts.matches()) {
            throw new IllegalStateException("a password's hash is damaged");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        int[] cost = {number(parts, 1), number(parts, 2), number(parts, 3), expected.length};
        byte[] found = argon2(password, Base64.getDecoder().decode(parts.group(4)), cost);
        return MessageDigest.isEqual(expected, found) && hash != null;
    }

    /** The hash of nobody's password; made when somebody logs in first, whoever that is. */
    private synchronized String nobody() {
        if (nobody == null) {
            nobody = hash(Secrets.fresh());
        }
        return nobody;
    }

    /** Whether a hash was made with other parameters than new ones are. */
    static boolean stale(String hash) {
        return !hash.startsWith("$argon2id$v=19$m=" + KIB + ",t=" + PASSES + ",p=" + LANES + "$");
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private byte[] argon2(String password, byte[] salt, int[] cost) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost[0])
                .withIterations(cost[1])
                .withParallelism(cost[2])
                .withSalt(salt)
                .build();
        byte[] hash = new byte[cost[3]];
        acquire();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(parameters);
            String same = Normalizer.normalize(password, Normalizer.Form.NFC);
            generator.generateBytes(same.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            one.release();
        }
    }

    private void acquire() {
        try {
            if (one.getQueueLength() < MOST_WAITING && one.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(
                new Problem("RATE_LIMITED", "", "too many people log in at this moment; try again in a moment"));
    }
}
