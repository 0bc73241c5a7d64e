package io.polycritic.accounts;

import io.polycritic.api.control.IdempotencyControl;
import io.polycritic.api.control.KeptAnswer;
import io.polycritic.api.control.Problem;
import io.polycritic.api.control.ProblemException;
import io.polycritic.database.Database;
import io.polycritic.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keys of requests and what was answered to them, in the database. */
@Component(service = IdempotencyControl.class)
public final class KeptAnswers implements IdempotencyControl {
    private static final String KEY = "Idempotency-Key";
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int MOST = 10_000;
    private static final int PRUNE_EVERY = 50;

    /** A key as the table has it. */
    private record Row(String request, String process, KeptAnswer answer) {
        static Row read(ResultSet row) throws SQLException {
            int status = row.getInt("status");
            KeptAnswer answer = status == 0
                    ? null
                    : new KeptAnswer(status, row.getString("location"), row.getString("body"), row.getBoolean("whole"));
            return new Row(row.getString("request"), row.getString("process"), answer);
        }
    }

    private final Tables tables;
    private final Clock clock;
    private final int most;
    /** Tells this process from the ones before it. */
    private final String process = Secrets.id();

    private final AtomicLong claims = new AtomicLong();

    /**
     * Makes the service.
     *
     * @param database where the keys are
     */
    @Activate
    public KeptAnswers(@Reference Database database) {
        this(database, Clock.systemUTC(), MOST);
    }

    KeptAnswers(Database database, Clock clock, int most) {
        this.tables = new Tables(database);
        this.clock = clock;
        this.most = most;
    }

    private static String id(String user, String key) {
        return Secrets.hash(user + "\n" + key);
    }

    @Override
    public Optional<KeptAnswer> claim(String user, String key, String request) {
        String id = id(user, key);
        Instant now = Times.now(clock);
        boolean due = claims.getAndIncrement() % PRUNE_EVERY == 0;
        Optional<Row> present;
        try {
            present = tables.transact(connection -> {
                if (due) {
                    prune(connection, now);
                }
                Optional<Row> found = find(connection, id, now);
                if (found.isEmpty()) {
                    insert(connection, id, request, now);
                }
                return found;
            });
        } catch (ProblemException e) {
            if (!e.problem().code().equals("CONFLICT")) {
                throw e;
            }
            // another request with the key was there between the look and the claim
            present = tables.transact(connection -> find(connection, id, now));
        }
        return present.map(row -> answer(row, request));
    }

    private static Optional<Row> find(Connection connection, String id, Instant now) throws SQLException {
        return Sql.first(
                connection,
                Row::read,
                "select request, process, status, location, body, whole from kept_answers"
                        + " where id = ? and created > ?",
                id,
                now.minus(KEPT));
    }

    private void insert(Connection connection, String id, String request, Instant now) throws SQLException {
        Sql.update(connection, "delete from kept_answers where id = ? and created <= ?", id, now.minus(KEPT));
        Sql.update(
                connection,
                "insert into kept_answers (id, request, process, status, whole, created) values (?, ?, ?, 0, false, ?)",
                id,
                request,
                process,
                now);
    }

    private void prune(Connection connection, Instant now) throws SQLException {
        Sql.update(connection, "delete from kept_answers where created <= ?", now.minus(KEPT));
        Sql.update(
                connection,
                "delete from kept_answers where id not in (select id from kept_answers"
                        + " order by created desc, id fetch first " + most + " rows only)");
    }

    private KeptAnswer answer(Row row, String request) {
        if (!row.request().equals(request)) {
            throw new ProblemException(new Problem(
                    "UNPROCESSABLE", KEY, "was that of another request; take a fresh one for each request"));
        }
        if (row.answer() != null) {
            return row.answer();
        }
        throw Problems.conflict(
                KEY,
                row.process().equals(process)
                        ? "the first request with this key is being carried out; ask again in a moment"
                        : "the server ended while the first request with this key was carried out, and whether it was"
                                + " done is not known; look, then take a fresh key");
    }

    @Override
    public void keep(String user, String key, KeptAnswer answer) {
        tables.transact(connection -> Sql.update(
                connection,
                "update kept_answers set status = ?, location = cast(? as varchar), body = cast(? as text), whole = ?"
                        + " where id = ?",
                answer.status(),
                answer.location(),
                answer.body(),
                answer.kept(),
                id(user, key)));
    }

    @Override
    public void release(String user, String key) {
        tables.transact(connection ->
                Sql.update(connection, "delete from kept_answers where id = ? and status = 0", id(user, key)));
    }
}
