package io.polycritic.accounts;

import io.polycritic.database.Database;

/** The database once the tables of this bundle are there. It is opened by the first work, again after a failure. */
final class Tables {
    private final Database database;
    private volatile boolean ready;

    Tables(Database database) {
        this.database = database;
    }

    <T> T transact(Database.Work<T> work) {
        if (!ready) {
            database.migrate("accounts", Tables.class);
            ready = true;
        }
        return database.transact(work);
    }
}
