package io.polycritic.accounts;

import io.polycritic.api.control.AuditEntry;
import io.polycritic.api.control.AuditQuery;
import io.polycritic.api.control.ProblemException;
import io.polycritic.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** The audit log. Entries are added, and go when they are too old or too many; nothing changes them. */
final class AuditLog {
    private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());
    private static final int PRUNE_EVERY = 200;
    private static final int MOST = 1000;
    private static final int FIRST_ERROR = 400;

    private final Tables tables;
    private final Clock clock;
    private final Limits limits;
    private final Limiter strangers;
    private final AtomicLong recorded = new AtomicLong();
    private final AtomicLong unrecorded = new AtomicLong();

    AuditLog(Tables tables, Clock clock, Limits limits) {
        this.tables = tables;
        this.clock = clock;
        this.limits = limits;
        strangers = new Limiter(20, Duration.ofMinutes(1), () -> clock.millis() * 1_000_000L);
    }

    /**
     * Adds an entry. Of what nobody known is refused, so many of one address are kept and others counted: a stranger
     * must not fill the log, nor drive older entries out of it.
     */
    void add(AuditEntry entry) {
        if (entry.actor().isEmpty() && !strangers.take(entry.address())) {
            unrecorded.incrementAndGet();
            return;
        }
        long missing = unrecorded.getAndSet(0);
        String more = missing == 0 ? "" : " (" + missing + " more requests of strangers were refused before)";
        insert(entry, clean(entry.detail(), 500 - more.length()) + more);
    }

    private void insert(AuditEntry entry, String detail) {
        try {
            Instant now = Times.now(clock);
            boolean due = recorded.getAndIncrement() % PRUNE_EVERY == 0;
            tables.transact(connection -> {
                if (due) {
                    prune(connection, now);
                }
                return Sql.update(
                        connection,
                        "insert into audit (at, actor, address, action, target, status, detail)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        now,
                        clean(entry.actor(), 120),
                        clean(entry.address(), 64),
                        clean(entry.action(), 120),
                        clean(entry.target(), 400),
                        entry.status(),
                        detail);
            });
        } catch (ProblemException | IllegalStateException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the audit log cannot be written (" + clean(e.getMessage(), 300) + "): "
                            + clean(entry.toString(), 1000));
        }
    }

    /** One line of printable characters of a bounded length: what strangers send ends up here. */
    private static String clean(String text, int longest) {
        String line = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").replaceAll("\\p{Cs}", "?");
        return line.length() <= longest ? line : line.substring(0, longest - 1).replaceAll("\\p{Cs}$", "") + "…";
    }

    private void prune(Connection connection, Instant now) throws SQLException {
        Sql.update(connection, "delete from audit where at < ?", now.minus(limits.audit()));
        long last = Sql.first(connection, row -> row.getLong(1), "select coalesce(max(id), 0) from audit")
                .orElse(0L);
        Sql.update(connection, "delete from audit where id <= ?", last - limits.auditEntries());
    }

    List<AuditEntry> find(AuditQuery query) {
        if (query.limit() < 1 || query.limit() > MOST) {
            throw Problems.user("limit", "must be an integer from 1 to " + MOST + ", is " + query.limit());
        }
        StringBuilder sql = new StringBuilder("select * from audit where 1 = 1");
        List<Object> arguments = new ArrayList<>();
        if (query.actor() != null) {
            sql.append(" and lower(actor) like ? escape '!'");
            arguments.add(part(query.actor()));
        }
        if (query.text() != null) {
            sql.append(" and lower(action || ' ' || target || ' ' || detail) like ? escape '!'");
            arguments.add(part(query.text()));
        }
        if (query.refused() != null) {
            sql.append(query.refused() ? " and status >= " : " and status < ").append(FIRST_ERROR);
        }
        if (query.from() != null) {
            sql.append(" and at >= ?");
            arguments.add(time("from", query.from()));
        }
        if (query.to() != null) {
            sql.append(" and at < ?");
            arguments.add(time("to", query.to()));
        }
        if (query.before() != null) {
            sql.append(" and id < ?");
            arguments.add(query.before());
        }
        sql.append(" order by id desc fetch first ").append(query.limit()).append(" rows only");
        return tables.transact(connection -> Sql.list(connection, AuditLog::read, sql.toString(), arguments.toArray()));
    }

    private static String part(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1").replace("\0", "") + "%";
    }

    private static Instant time(String path, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problems.user(path, "must be a time such as 2026-01-31T12:00:00Z, is '" + text + "'");
        }
    }

    private static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                Times.text(Sql.instant(row, "at")),
                row.getString("actor"),
                row.getString("address"),
                row.getString("action"),
                row.getString("target"),
                row.getInt("status"),
                row.getString("detail"));
    }
}
