package io.polycritic.database;

import java.nio.file.Path;
import java.util.Collection;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jdbc.DataSourceFactory;

/** Offers the database that the framework's properties name. Nothing is opened before somebody needs it. */
@Component(service = Database.class)
public final class DatabaseService implements Database {
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
        database = new JdbcDatabase(() -> Settings.of(bundle::getProperty, System::getenv), this::driver);
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

    /** Closes all connections, and with them the embedded database. */
    @Deactivate
    public void close() {
        database.close();
    }
}
