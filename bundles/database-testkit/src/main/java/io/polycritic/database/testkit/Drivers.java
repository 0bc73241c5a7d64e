package io.polycritic.database.testkit;

import org.h2.util.OsgiDataSourceFactory;
import org.osgi.service.jdbc.DataSourceFactory;
import org.postgresql.osgi.PGDataSourceFactory;

/** The factories that the drivers' bundles offer as services, without a framework. */
public final class Drivers {
    private Drivers() {}

    /**
     * That of H2.
     *
     * @return the factory
     */
    public static DataSourceFactory h2() {
        return new OsgiDataSourceFactory(new org.h2.Driver());
    }

    /**
     * That of PostgreSQL.
     *
     * @return the factory
     */
    public static DataSourceFactory postgres() {
        return new PGDataSourceFactory();
    }
}
