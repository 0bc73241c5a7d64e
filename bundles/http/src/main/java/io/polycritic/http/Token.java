package io.polycritic.http;

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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The secret that allows changes: the content of the file {@code token} in the data folder. */
final class Token {
    /** The file's name. */
    static final String FILE = "token";

    private static final int BYTES = 32;
    private static final int SHORTEST = 16;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final byte[] secret;

    private Token(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the token, and makes it first if there is none; only its owner may read the file.
     *
     * @param data the data folder, made if missing
     * @return the token
     * @throws IOException if the folder cannot be written or the token is too short to be safe
     */
    static Token open(Path data) throws IOException {
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
        return new Token(text);
    }

    /** Writes beside and links into place, so that nobody ever reads half a token and of two servers one wins. */
    private static void create(Path data, Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
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

    /**
     * Whether an Authorization header carries the token; takes the same time however much of it is right.
     *
     * @param header the header, or null
     * @return whether it does
     */
    boolean matches(String header) {
        String scheme = "Bearer ";
        if (header == null || !header.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return false;
        }
        byte[] given = header.substring(scheme.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(secret, given);
    }
}
