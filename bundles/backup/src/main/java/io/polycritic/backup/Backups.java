package io.polycritic.backup;

import io.polycritic.api.control.BackupControl;
import io.polycritic.api.control.BackupSource;
import io.polycritic.api.control.BackupView;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.store.AtomicFile;
import io.polycritic.store.RunFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The backups of a data folder, in its folder {@code backups}, which only its owner can read. */
@Component(service = BackupControl.class)
public final class Backups implements BackupControl {
    private static final System.Logger LOG = System.getLogger(Backups.class.getName());
    private static final int USUAL_KEEP = 5;
    private static final String NAME = "polycritic-[0-9TZ]+(-[0-9]+)?\\.zip";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String RUNS = "runs";
    /** What is no state: made anew at each start, or only of use beside what it belongs to. */
    private static final Set<String> LEFT_OUT =
            Set.of("backups", "deleted", "felix-cache", "lock", "logs", "process.lock", "replays", RUNS, "server.json");

    private final Path data;
    private final int keep;
    private final List<BackupSource> sources = new CopyOnWriteArrayList<>();

    /**
     * Finds the backups; called by Declarative Services.
     *
     * @param bundle gives the framework's properties
     */
    @Activate
    public Backups(BundleContext bundle) {
        this(Path.of(bundle.getProperty("polycritic.data")), keep(bundle.getProperty("polycritic.backup.keep")));
    }

    Backups(Path data, int keep) {
        this.data = data;
        this.keep = keep;
    }

    private static int keep(String property) {
        return property == null ? USUAL_KEEP : Integer.parseInt(property);
    }

    /**
     * Takes the files of a bundle.
     *
     * @param source the source
     */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindSource(BackupSource source) {
        sources.add(source);
    }

    /**
     * Takes the files of a bundle no more.
     *
     * @param source the source
     */
    public void unbindSource(BackupSource source) {
        sources.remove(source);
    }

    @Override
    public synchronized BackupView create() {
        try {
            prepareFolder();
            Instant now = Instant.now();
            Path file = free(now);
            Path scratch = Files.createTempFile(folder(), "metrics-", ".part");
            try {
                AtomicFile.write(file, out -> write(out, now, scratch));
            } finally {
                Files.deleteIfExists(scratch);
            }
            prune();
            BackupView made = view(file);
            LOG.log(System.Logger.Level.INFO, "backup {0} of {1} bytes was made", made.name(), made.bytes());
            return made;
        } catch (IOException e) {
            throw problem("RESOURCE", folder().toString(), "no backup could be made: " + e, e);
        } catch (PolycriticException e) {
            throw problem(e.code().name(), e.path(), "no backup could be made: " + e.getMessage(), e);
        }
    }

    private void write(OutputStream out, Instant now, Path scratch) throws IOException {
        Archive archive = new Archive(out);
        Set<String> owned = new HashSet<>(LEFT_OUT);
        for (BackupSource source : sources) {
            owned.addAll(source.owns());
            source.write(archive);
        }
        for (RunFolder run : RunFolder.all(data)) {
            new RunCopy(data, run, scratch).into(archive);
        }
        for (Path file : LiveFolder.files(data, owned)) {
            String name = data.relativize(file).toString().replace('\\', '/');
            if (!isTemporary(name)) {
                archive.add(name, file);
            }
        }
        archive.finish(now.toString());
    }

    /** What is written beside and renamed has such a name until then. */
    private static boolean isTemporary(String name) {
        return name.endsWith(".tmp") || name.endsWith(".new") || name.endsWith(".probe") || name.startsWith(".");
    }

    private Path folder() {
        return data.resolve("backups");
    }

    private void prepareFolder() throws IOException {
        Files.createDirectories(folder());
        if (Files.getFileStore(folder()).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx------"));
        }
    }

    private Path free(Instant now) {
        String name = "polycritic-" + TIME.format(now);
        Path file = folder().resolve(name + ".zip");
        for (int i = 2; Files.exists(file); i++) {
            file = folder().resolve(name + "-" + i + ".zip");
        }
        return file;
    }

    private void prune() throws IOException {
        List<BackupView> all = backups();
        for (BackupView old : all.subList(Math.min(keep, all.size()), all.size())) {
            Files.deleteIfExists(folder().resolve(old.name()));
        }
    }

    @Override
    public List<BackupView> backups() {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.getFileName().toString().matches(NAME))
                    .map(Backups::view)
                    .sorted(Comparator.comparing(BackupView::created)
                            .thenComparing(BackupView::name)
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw problem("RESOURCE", folder().toString(), "cannot be read: " + e, e);
        }
    }

    private static BackupView view(Path file) {
        try {
            return new BackupView(
                    file.getFileName().toString(),
                    Files.getLastModifiedTime(file).toInstant().toString(),
                    Files.size(file),
                    file.toString());
        } catch (IOException e) {
            throw problem("RESOURCE", file.toString(), "cannot be read: " + e, e);
        }
    }

    @Override
    public synchronized BackupView delete(String name) {
        Path file = folder().resolve(name.matches(NAME) ? name : "none");
        if (!Files.isRegularFile(file)) {
            throw problem("NOT_FOUND", "name", "there is no backup '" + name + "'", null);
        }
        BackupView view = view(file);
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw problem("RESOURCE", file.toString(), "cannot be deleted: " + e, e);
        }
        return view;
    }

    private static ProblemException problem(String code, String path, String message, Throwable cause) {
        ProblemException thrown = new ProblemException(new Problem(code, path, message));
        thrown.initCause(cause);
        return thrown;
    }
}
