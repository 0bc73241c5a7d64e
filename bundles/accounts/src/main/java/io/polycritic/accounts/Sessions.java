package io.polycritic.accounts;

import io.polycritic.api.control.NewSession;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.Visitor;
import io.polycritic.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The sessions of browsers. They are in the database, so that a restart logs nobody out. What a session may do is asked
 * at each request: a role that was taken away, a user who was disabled or a token that was revoked count at once.
 */
final class Sessions {
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);
    private static final int MOST_OF_ONE = 20;
    private static final String QUERY = "select s.created, s.last_seen, s.origin, s.token_id,"
            + " u.name as user_name, u.role as user_role, u.enabled,"
            + " t.name as token_name, t.role as token_role, t.expires, t.runs, t.metrics_only"
            + " from sessions s left join users u on u.id = s.user_id left join tokens t on t.id = s.token_id"
            + " where s.hash = ?";

    /** A session, and who has it if it still may do something. */
    private record Session(Instant created, Instant lastSeen, Visitor visitor) {}

    private final Tables tables;
    private final FileToken fileToken;
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;

    Sessions(Tables tables, FileToken fileToken, Clock clock, Limits limits) {
        this.tables = tables;
        this.fileToken = fileToken;
        this.clock = clock;
        this.idle = limits.sessionIdle();
        this.longest = limits.session();
    }

    Optional<Visitor> visitor(String secret) {
        String hash = Secrets.hash(secret);
        Instant now = Times.now(clock);
        return tables.transact(connection -> {
            Optional<Session> found = Sql.first(connection, row -> read(row, now), QUERY, hash)
                    .filter(session -> session.visitor() != null
                            && session.lastSeen().plus(idle).isAfter(now)
                            && session.created().plus(longest).isAfter(now));
            if (found.isPresent() && found.get().lastSeen().plus(SEEN_PRECISION).isBefore(now)) {
                Sql.update(connection, "update sessions set last_seen = ? where hash = ?", now, hash);
            }
            return found.map(Session::visitor);
        });
    }

    private Session read(ResultSet row, Instant now) throws SQLException {
        return new Session(Sql.instant(row, "created"), Sql.instant(row, "last_seen"), visitor(row, now));
    }

    private Visitor visitor(ResultSet row, Instant now) throws SQLException {
        String user = row.getString("user_name");
        String token = row.getString("token_id");
        if (user != null && !row.getBoolean("enabled")) {
            return null;
        }
        Role role = user == null ? Role.ADMIN : Role.valueOf(row.getString("user_role"));
        String name = user == null ? Visitor.LOCAL : user;
        if (token != null) {
            Role most = Role.valueOf(row.getString("token_role"));
            boolean works = Sql.instant(row, "expires").isAfter(now);
            if (!works) {
                return null;
            }
            return new Visitor(
                    name,
                    role.atMost(most),
                    row.getString("token_name"),
                    token,
                    true,
                    TokenLimits.runs(row.getString("runs")),
                    row.getBoolean("metrics_only"));
        }
        boolean genuine = user != null || fileToken.fingerprint().equals(row.getString("origin"));
        return genuine ? new Visitor(name, role, "", "", true) : null;
    }

    /** Begins a session of a user, of a token, or of the file token. */
    NewSession begin(Visitor visitor) {
        String secret = Secrets.fresh();
        Instant now = Times.now(clock);
        return tables.transact(connection -> {
            Long user = visitor.name().equals(Visitor.LOCAL)
                    ? null
                    : Users.find(connection, visitor.name())
                            .orElseThrow(() -> Users.none(visitor.name()))
                            .id();
            String token = visitor.tokenId().isEmpty() ? null : visitor.tokenId();
            prune(connection, user, now);
            Sql.update(
                    connection,
                    "insert into sessions (hash, user_id, token_id, origin, created, last_seen)"
                            + " values (?, cast(? as bigint), cast(? as varchar), cast(? as varchar), ?, ?)",
                    Secrets.hash(secret),
                    user,
                    token,
                    user == null && token == null ? fileToken.fingerprint() : null,
                    now,
                    now);
            Visitor with = new Visitor(
                    visitor.name(),
                    visitor.role(),
                    visitor.token(),
                    visitor.tokenId(),
                    true,
                    visitor.runs(),
                    visitor.metricsOnly());
            return new NewSession(secret, longest.toSeconds(), with);
        });
    }

    /** Those that have ended go, and of one user's the ones that were seen least lately. */
    private void prune(Connection connection, Long user, Instant now) throws SQLException {
        Sql.update(
                connection,
                "delete from sessions where last_seen < ? or created < ?",
                now.minus(idle),
                now.minus(longest));
        String whose = user == null ? "user_id is null" : "user_id = " + user;
        Sql.update(
                connection,
                "delete from sessions where " + whose + " and hash not in (select hash from sessions where " + whose
                        + " order by last_seen desc fetch first " + (MOST_OF_ONE - 1) + " rows only)");
    }

    void end(String secret) {
        String hash = Secrets.hash(secret);
        tables.transact(connection -> Sql.update(connection, "delete from sessions where hash = ?", hash));
    }
}
