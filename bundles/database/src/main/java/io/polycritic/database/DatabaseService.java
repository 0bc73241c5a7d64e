package io.polycritic.database;

import io.polycritic.api.control.BackupSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jdbc.DataSourceFactory;

/** Offers the database that the framework's properties name. Nothing is opened before somebody needs it. */
@Component(service = {Database.class, BackupSource.class})
public final class DatabaseService implements Database, BackupSource {
    private final BundleContext bundle;
    private final JdbcDatabase database;

    /**
     * Makes the service.
     *
     * @param bundle gives the framework's properties, and the drivers
     */
    @Activate
    public DatabaseService(BundleContext bundle) {
        this.bundle = bundle;
        database = new JdbcDatabase(() -> Settings.of(bundle::getProperty), this::driver);
    }

    private DataSourceFactory driver(String type) {
        try {
            Collection<ServiceReference<DataSourceFactory>> found = bundle.getServiceReferences(
                    DataSourceFactory.class, "(" + DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=" + type + ")");
            return found.isEmpty() ? null : bundle.getService(found.iterator().next());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public <T> T transact(Work<T> work) {
        return database.transact(work);
    }

    @Override
    public void migrate(String module, Class<?> anchor) {
        database.migrate(module, anchor);
    }

    @Override
    public boolean backUp(Path archive) {
        return database.backUp(archive);
    }

    @Override
    public Set<String> owns() {
        return Set.of(Settings.FOLDER);
    }

    /** The copy is an archive of its own; the file in it goes where it is looked for. A server is not copied. */
    @Override
    public void write(Target target) throws IOException {
        if (bundle.getProperty(Settings.URL) != null) {
            return;
        }
        Path folder = Files.createTempDirectory("polycritic-database-");
        Path archive = folder.resolve("copy.zip");
        try {
            database.backUp(archive);
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    target.add(Settings.FOLDER + "/" + entry.getName(), in);
                }
            }
        } finally {
            Files.deleteIfExists(archive);
            Files.delete(folder);
        }
    }

    /** Closes all connections, and with them the embedded database. */
    @Deactivate
    public void close() {
        database.close();
    }
}
