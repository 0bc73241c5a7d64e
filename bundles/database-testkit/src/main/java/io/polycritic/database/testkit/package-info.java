/** For tests of what keeps something in the database, on the databases that people have. */
package io.polycritic.database.testkit;
