package io.polycritic.accounts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Set;

/**
 * The secret of whoever runs the server: the content of the file {@code token} in the data folder. Who can read that
 * file could as well read and write everything else there, so it makes an admin.
 */
final class FileToken {
    /** The file's name. */
    static final String FILE = "token";

    private static final int SHORTEST = 16;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final String hash;

    private FileToken(String secret) {
        this.hash = Secrets.hash(secret);
    }

    /**
     * Reads the token, and makes it first if there is none; only its owner may read the file.
     *
     * @param data the data folder, made if missing
     * @return the token
     * @throws IOException if the folder cannot be written or the token is too short to be safe
     */
    static FileToken open(Path data) throws IOException {
        Files.createDirectories(data);
        Path file = data.resolve(FILE);
        if (Files.notExists(file)) {
            create(data, file);
        }
        String text = Files.readString(file).strip();
        if (text.length() < SHORTEST) {
            throw new IOException(
                    file + " holds " + text.length() + " characters, at least " + SHORTEST + " are needed; delete it");
        }
        return new FileToken(text);
    }

    /** Writes beside and links into place, so that nobody ever reads half a token and of two servers one wins. */
    private static void create(Path data, Path file) throws IOException {
        String text = Secrets.fresh() + "\n";
        boolean posix = Files.getFileStore(data).supportsFileAttributeView("posix");
        FileAttribute<?>[] mode =
                posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
        Path beside = data.resolve("." + FILE + "-" + ProcessHandle.current().pid());
        Files.deleteIfExists(beside);
        try (SeekableByteChannel out =
                Files.newByteChannel(beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
        try {
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException e) {
            Files.copy(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Whether a secret is the token; hashes are compared, so the time tells nothing of it. */
    boolean matches(String secret) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), Secrets.hash(secret).getBytes(StandardCharsets.US_ASCII));
    }

    /** Tells this token from another one; of no use to get in. */
    String fingerprint() {
        return Secrets.hash(hash);
    }
}
