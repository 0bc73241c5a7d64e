package io.polycritic.database;

import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Moves a module's tables forward. A ready-made tool would look for scripts on a class path, which bundles do not have,
 * and is larger than everything it would serve here.
 *
 * <p>PostgreSQL undoes a script that fails half way. H2 commits at each change of a table, so the number of statements
 * that were carried out is kept, and a script goes on where it was left; for the instant between a statement and its
 * record, scripts say {@code IF NOT EXISTS}.
 */
final class Migrations {
    private static final System.Logger LOG = System.getLogger(Migrations.class.getName());
    /** Any number that no other program takes for its own lock. */
    private static final long LOCK = 0x506f6c7963726974L;

    private static final String TABLE = "create table if not exists schema_history ("
            + "module varchar(64) not null, version integer not null, checksum varchar(64) not null, "
            + "statements integer not null, done integer not null, primary key (module, version))";

    /**
     * A script.
     *
     * @param version its number
     * @param statements what it does
     * @param checksum of the statements
     */
    private record Script(int version, List<String> statements, String checksum) {}

    /** What is known of a script that was begun. */
    private record Applied(String checksum, int done) {}

    private final String module;
    private final List<Script> scripts;

    private Migrations(String module, List<Script> scripts) {
        this.module = module;
        this.scripts = scripts;
    }

    static Migrations of(String module, Class<?> anchor) {
        List<Script> scripts = new ArrayList<>();
        for (int version = 1; ; version++) {
            String name = String.format(Locale.ROOT, "migrations/%03d.sql", version);
            try (InputStream in = anchor.getResourceAsStream(name)) {
                if (in == null) {
                    return new Migrations(module, scripts);
                }
                List<String> statements = statements(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                scripts.add(new Script(version, statements, checksum(statements)));
            } catch (IOException e) {
                throw new IllegalStateException(name + " cannot be read", e);
            }
        }
    }

    /** Statements end with a semicolon at the end of a line; lines of comment do not count, nor does white space. */
    private static List<String> statements(String text) {
        String code =
                text.lines().filter(line -> !line.strip().startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(code.split(";\\s*(\n|$)"))
                .map(each -> each.replaceAll("\\s+", " ").strip())
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static String checksum(List<String> statements) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(String.join(";", statements).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void apply(Connection connection, boolean server) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (server) {
                statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            }
            statement.execute(TABLE);
        }
        Map<Integer, Applied> applied = applied(connection);
        check(applied);
        for (Script script : scripts) {
            Applied before = applied.get(script.version);
            if (before == null || before.done < script.statements.size()) {
                carryOut(connection, script, before, server);
            }
        }
    }

    private Map<Integer, Applied> applied(Connection connection) throws SQLException {
        Map<Integer, Applied> applied = new TreeMap<>();
        String query = "select version, checksum, done from schema_history where module = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, module);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    applied.put(rows.getInt(1), new Applied(rows.getString(2), rows.getInt(3)));
                }
            }
        }
        return applied;
    }

    private void check(Map<Integer, Applied> applied) {
        for (Map.Entry<Integer, Applied> each : applied.entrySet()) {
            int version = each.getKey();
            if (version > scripts.size()) {
                throw refused("has version " + version + " of the tables of " + module + ", this Polycritic knows "
                        + scripts.size() + "; start the newer one, or put back a copy from before the update");
            }
            if (!scripts.get(version - 1).checksum.equals(each.getValue().checksum)) {
                throw refused("version " + version + " of the tables of " + module
                        + " was made by another script than the one that is here");
            }
        }
    }

    private static ProblemException refused(String message) {
        return new ProblemException(new Problem("CONFLICT", "database", message));
    }

    private void carryOut(Connection connection, Script script, Applied before, boolean server) throws SQLException {
        LOG.log(System.Logger.Level.INFO, "database: tables of " + module + ", version " + script.version);
        if (before == null) {
            String begin = "insert into schema_history (module, version, checksum, statements, done)"
                    + " values (?, ?, ?, ?, 0)";
            try (PreparedStatement insert = connection.prepareStatement(begin)) {
                insert.setString(1, module);
                insert.setInt(2, script.version);
                insert.setString(3, script.checksum);
                insert.setInt(4, script.statements.size());
                insert.executeUpdate();
            }
        }
        String record = "update schema_history set done = ? where module = ? and version = ?";
        try (Statement statement = connection.createStatement();
                PreparedStatement done = connection.prepareStatement(record)) {
            for (int i = before == null ? 0 : before.done; i < script.statements.size(); i++) {
                statement.execute(script.statements.get(i));
                done.setInt(1, i + 1);
                done.setString(2, module);
                done.setInt(3, script.version);
                done.executeUpdate();
                if (!server) {
                    connection.commit();
                }
            }
        }
    }
}
