package io.polycritic.backup;

import io.polycritic.api.control.BackupManifest;
import io.polycritic.api.control.BackupSource;
import io.polycritic.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip archive that is being written, and the manifest of what it has. Snapshots hardly shrink, so it is quick. */
final class Archive implements BackupSource.Target {
    private final ZipOutputStream zip;
    private final List<BackupManifest.Item> items = new ArrayList<>();

    Archive(OutputStream out) {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /**
     * Adds a file as it is.
     *
     * @return false if it is not there any more
     */
    boolean add(String path, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            add(path, in);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void add(String path, InputStream content) throws IOException {
        MessageDigest digest = sha256();
        zip.putNextEntry(new ZipEntry(path));
        // Not closed: the archive goes on.
        DigestOutputStream digested = new DigestOutputStream(zip, digest);
        long bytes = content.transferTo(digested);
        zip.closeEntry();
        items.add(new BackupManifest.Item(path, bytes, HexFormat.of().formatHex(digest.digest())));
    }

    /** Writes the manifest, which makes the archive whole. */
    void finish(String created) throws IOException {
        zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
        BackupManifest manifest = new BackupManifest(BackupManifest.FORMAT, created, items);
        zip.write(Json.line(manifest).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
