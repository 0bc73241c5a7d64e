package io.polycritic.runtime.launcher;

import io.polycritic.api.control.BackupManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Makes a data folder of a backup. Everything is unpacked into a folder within it and checked there, before anything is
 * where it belongs.
 *
 * @param file the backup
 * @param data the data folder
 */
record Restore(Path file, Path data) {
    private static final String BESIDE = ".restoring";
    /** What a file system has at its root by itself. */
    private static final Set<String> NOTHING = Set.of(BESIDE, "lost+found");

    private static final long MOST_MANIFEST = 1L << 28;

    BackupManifest carryOut() {
        requireEmpty();
        Path beside = data.resolve(BESIDE);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            BackupManifest manifest = manifest(zip);
            delete(beside);
            Files.createDirectories(beside);
            try {
                for (BackupManifest.Item item : manifest.files()) {
                    unpack(zip, item, beside);
                }
                ownersOnly(beside);
                for (Path each : list(beside)) {
                    Files.move(each, data.resolve(each.getFileName()));
                }
            } finally {
                delete(beside);
            }
            return manifest;
        } catch (NoSuchFileException e) {
            throw Failure.usage("FILE", "there is no file '" + file + "'");
        } catch (ZipException e) {
            throw Failure.usage("FILE", "'" + file + "' is no backup, or is damaged: " + e.getMessage());
        } catch (IOException e) {
            throw Failure.resource(data.toString(), "cannot be restored: " + e, e);
        }
    }

    private void requireEmpty() {
        if (!Files.exists(data)) {
            return;
        }
        try {
            for (Path each : list(data)) {
                if (!NOTHING.contains(each.getFileName().toString())) {
                    throw Failure.usage("--data", "'" + data + "' is not empty; name a folder that is");
                }
            }
        } catch (IOException e) {
            throw Failure.usage("--data", "'" + data + "' is no folder that can be read: " + e.getMessage());
        }
    }

    private BackupManifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(BackupManifest.ENTRY);
        if (entry == null || entry.getSize() > MOST_MANIFEST) {
            throw damaged("has no manifest");
        }
        BackupManifest manifest;
        try (InputStream in = zip.getInputStream(entry)) {
            manifest = Json.MAPPER.readValue(in, BackupManifest.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw damaged("has a manifest that is not understood: " + e.getOriginalMessage());
        }
        if (manifest.format() != BackupManifest.FORMAT || manifest.files() == null) {
            throw damaged("has format " + manifest.format() + ", this version reads " + BackupManifest.FORMAT);
        }
        Set<String> said = new TreeSet<>(List.of(BackupManifest.ENTRY));
        manifest.files().forEach(item -> said.add(item.path()));
        Set<String> found = new TreeSet<>();
        zip.stream().forEach(each -> found.add(each.getName()));
        if (!said.equals(found) || said.size() != manifest.files().size() + 1) {
            throw damaged("has other files than its manifest says");
        }
        return manifest;
    }

    private void unpack(ZipFile zip, BackupManifest.Item item, Path beside) throws IOException {
        Path target = beside.resolve(item.path()).normalize();
        if (!target.startsWith(beside) || target.equals(beside)) {
            throw damaged("has a file outside of the data folder: " + item.path());
        }
        Files.createDirectories(target.getParent());
        MessageDigest digest = sha256();
        try (InputStream in = zip.getInputStream(zip.getEntry(item.path()));
                OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
            long left = item.bytes();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                left -= read;
                if (left < 0) {
                    throw damaged("has more of " + item.path() + " than its manifest says");
                }
                out.write(buffer, 0, read);
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(item.sha256())) {
            throw damaged("is damaged: the checksum of " + item.path() + " does not match");
        }
    }

    private Failure damaged(String what) {
        return Failure.usage("FILE", "'" + file + "' " + what);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was restored holds secrets. */
    private static void ownersOnly(Path folder) throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                String mode = Files.isDirectory(each) ? "rwx------" : "rw-------";
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(mode));
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
