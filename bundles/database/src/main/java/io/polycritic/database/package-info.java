/**
 * The platform's relational database: H2 in the data folder, or a PostgreSQL server. Who keeps something there brings
 * numbered SQL scripts, which must be understood by both, and works in transactions.
 */
@Export
@Version("1.0.0")
package io.polycritic.database;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
