package io.polycritic.datasets;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file, gzipped or not, read from its first to its last unpacked byte, with the SHA-256 sum of these. */
final class Unpacked implements AutoCloseable {
    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final MessageDigest digest;
    private final InputStream in;
    private long read;
    private boolean cut;

    private Unpacked(Path path, MessageDigest digest, InputStream in) {
        this.path = path;
        this.digest = digest;
        this.in = in;
    }

    static Unpacked open(Path path) {
        try {
            InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
            file.mark(2);
            boolean packed = (file.read() << 8 | file.read()) == GZIP_MAGIC;
            file.reset();
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            InputStream bytes = packed ? new GZIPInputStream(file, BUFFER) : file;
            return new Unpacked(path, digest, new DigestInputStream(bytes, digest));
        } catch (IOException e) {
            throw unreadable(path, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The next bytes: as many as are wanted, or what there is of them. A gzip stream that is cut off just ends. */
    byte[] next(int most) {
        byte[] bytes = new byte[Math.min(most, BUFFER)];
        int size = 0;
        try {
            while (size < most) {
                if (size == bytes.length) {
                    bytes = Arrays.copyOf(bytes, (int) Math.min(most, 2L * size));
                }
                int got = in.read(bytes, size, bytes.length - size);
                if (got < 0) {
                    break;
                }
                size += got;
            }
        } catch (EOFException e) {
            cut = true;
        } catch (ZipException e) {
            throw broken("is no intact gzip stream: " + e.getMessage());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        read += size;
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** All bytes that are left, of a small file. */
    byte[] rest() {
        byte[] bytes = next(Integer.MAX_VALUE - 8);
        requireWhole();
        return bytes;
    }

    /** Reads to the end and counts all bytes of the file. */
    long length() {
        while (next(BUFFER).length > 0) {
            // Counted by next.
        }
        return read;
    }

    /** Refuses a gzip stream that was cut off before its own check sum. */
    void requireWhole() {
        if (cut) {
            throw broken("is a gzip stream that is cut off after " + read + " unpacked bytes");
        }
    }

    /** The sum of what was read. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    PolycriticException broken(String what) {
        return new PolycriticException(ErrorCode.USER, path.toString(), what);
    }

    private static PolycriticException unreadable(Path path, IOException cause) {
        String what = cause.getClass().getSimpleName() + " " + cause.getMessage();
        return new PolycriticException(ErrorCode.USER, path.toString(), "cannot be read: " + what, cause);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }
}
