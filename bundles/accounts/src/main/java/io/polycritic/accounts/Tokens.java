package io.polycritic.accounts;

import io.polycritic.api.control.NewToken;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.TokenRequest;
import io.polycritic.api.control.TokenView;
import io.polycritic.api.control.Visitor;
import io.polycritic.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The API tokens. */
final class Tokens {
    /** What each begins with, so that those who look for secrets in files find it. */
    static final String PREFIX = "pct_";

    private static final int USUAL_DAYS = 90;
    private static final int MOST_DAYS = 366;
    private static final int LONGEST_NAME = 64;
    private static final int MOST_OF_ONE = 100;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration USE_PRECISION = Duration.ofMinutes(1);
    private static final String COLUMNS = "select t.id, t.name, t.role, t.created, t.expires, t.last_used,"
            + " t.runs, t.metrics_only,"
            + " u.name as owner, u.role as owner_role, u.enabled from tokens t left join users u on u.id = t.user_id";

    /** A token and what its owner may do now. */
    private record Token(TokenView view, Instant expires, Instant lastUsed, Role most, boolean enabled) {
        static Token read(ResultSet row) throws SQLException {
            String owner = row.getString("owner");
            Instant expires = Sql.instant(row, "expires");
            Instant used = Sql.instant(row, "last_used");
            TokenView view = new TokenView(
                    row.getString("id"),
                    owner == null ? Visitor.LOCAL : owner,
                    row.getString("name"),
                    Role.valueOf(row.getString("role")),
                    Times.text(Sql.instant(row, "created")),
                    Times.text(expires),
                    Times.text(used),
                    TokenLimits.runs(row.getString("runs")),
                    row.getBoolean("metrics_only"));
            Role most = owner == null ? Role.ADMIN : Role.valueOf(row.getString("owner_role"));
            return new Token(view, expires, used, most, owner == null || row.getBoolean("enabled"));
        }
    }

    private final Tables tables;
    private final Clock clock;

    Tokens(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    Optional<Visitor> visitor(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String hash = Secrets.hash(secret);
        Instant now = Times.now(clock);
        return tables.transact(connection -> {
            Optional<Token> found = Sql.first(connection, Token::read, COLUMNS + " where t.hash = ?", hash)
                    .filter(token -> token.enabled() && token.expires().isAfter(now));
            if (found.isPresent()) {
                used(connection, found.get(), now);
            }
            return found.map(token -> new Visitor(
                    token.view().owner(),
                    token.view().role().atMost(token.most()),
                    token.view().name(),
                    token.view().id(),
                    false,
                    token.view().runs(),
                    token.view().metricsOnly()));
        });
    }

    private static void used(Connection connection, Token token, Instant now) throws SQLException {
        Instant last = token.lastUsed();
        if (last == null || last.isBefore(now.minus(USE_PRECISION))) {
            Sql.update(
                    connection,
                    "update tokens set last_used = ? where id = ?",
                    now,
                    token.view().id());
        }
    }

    List<TokenView> all(String owner) {
        boolean local = Visitor.LOCAL.equals(owner);
        String whose = owner == null ? "" : local ? " where t.user_id is null" : " where u.name = ?";
        Object[] arguments = owner == null || local ? new Object[0] : new Object[] {owner};
        return tables.transact(connection -> Sql.list(
                connection,
                row -> Token.read(row).view(),
                COLUMNS + whose + " order by u.name, t.name, t.id",
                arguments));
    }

    NewToken add(Visitor visitor, TokenRequest request) {
        String owner = request.owner() == null ? visitor.name() : request.owner();
        check(visitor, owner, request);
        String runs = TokenLimits.text(request.runs());
        boolean metricsOnly = Boolean.TRUE.equals(request.metricsOnly());
        Role role = request.role() == null ? Role.VIEWER : request.role();
        if (metricsOnly && role != Role.VIEWER) {
            throw Problems.user("role", "must be VIEWER where the token reads metrics alone");
        }
        if (!visitor.role().includes(role)) {
            throw Problems.user("role", "must be " + visitor.role() + " at most, which is yours");
        }
        int days = request.days() == null ? USUAL_DAYS : request.days();
        if (days < 1 || days > MOST_DAYS) {
            throw Problems.user("days", "must be an integer from 1 to " + MOST_DAYS + ", is " + days);
        }
        Instant now = Times.now(clock);
        String secret = PREFIX + Secrets.fresh();
        return tables.transact(connection -> {
            Long user = userId(connection, owner, role);
            room(connection, user, now);
            Instant expires = now.plus(Duration.ofDays(days));
            if (!visitor.tokenId().isEmpty()) {
                Instant maker = byId(connection, visitor.tokenId())
                        .orElseThrow(() -> Problems.forbidden("the token that asks has been revoked"))
                        .expires();
                expires = maker.isBefore(expires) ? maker : expires;
            }
            String id = Secrets.id();
            Sql.update(
                    connection,
                    "insert into tokens (id, hash, user_id, name, role, created, expires, runs, metrics_only)"
                            + " values (?, ?, cast(? as bigint), ?, ?, ?, ?, cast(? as varchar), ?)",
                    id,
                    Secrets.hash(secret),
                    user,
                    request.name().strip(),
                    role.name(),
                    now,
                    expires,
                    runs,
                    metricsOnly);
            return new NewToken(secret, byId(connection, id).orElseThrow().view());
        });
    }

    private static void check(Visitor visitor, String owner, TokenRequest request) {
        String name = request.name() == null ? "" : request.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !name.chars().allMatch(each -> each >= ' ')) {
            throw Problems.user(
                    "name", "must have 1 to " + LONGEST_NAME + " characters that say what the token is for");
        }
        if (visitor.hasLimits()) {
            throw Problems.forbidden("a token with limits makes no tokens");
        }
        boolean own = owner.equals(visitor.name());
        if (!own && (visitor.role() != Role.ADMIN || owner.equals(Visitor.LOCAL))) {
            throw Problems.forbidden("a token of " + owner + " is not yours to make");
        }
    }

    private static Long userId(Connection connection, String owner, Role role) throws SQLException {
        if (owner.equals(Visitor.LOCAL)) {
            return null;
        }
        Users.User user = Users.find(connection, owner).orElseThrow(() -> Users.none(owner));
        if (!user.view().role().includes(role)) {
            throw Problems.user("role", "must be " + user.view().role() + " at most, which is the owner's");
        }
        return user.id();
    }

    /** Old ones that expired make room. */
    private static void room(Connection connection, Long user, Instant now) throws SQLException {
        Sql.update(connection, "delete from tokens where expires < ?", now.minus(KEPT));
        String whose = user == null ? "user_id is null" : "user_id = " + user;
        long count = Sql.first(connection, row -> row.getLong(1), "select count(*) from tokens where " + whose)
                .orElse(0L);
        if (count >= MOST_OF_ONE) {
            throw Problems.conflict("tokens", "there are " + count + " of the same owner; revoke some first");
        }
    }

    private static Optional<Token> byId(Connection connection, String id) throws SQLException {
        return Sql.first(connection, Token::read, COLUMNS + " where t.id = ?", id);
    }

    TokenView revoke(Visitor visitor, String id) {
        return tables.transact(connection -> {
            TokenView token = byId(connection, id)
                    .map(Token::view)
                    .filter(each -> visitor.role() == Role.ADMIN || each.owner().equals(visitor.name()))
                    .orElseThrow(() -> Problems.missing("tokens/" + id, "there is no such token, or it is not yours"));
            Sql.update(connection, "delete from tokens where id = ?", id);
            return token;
        });
    }
}
