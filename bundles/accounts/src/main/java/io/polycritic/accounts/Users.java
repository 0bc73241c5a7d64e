package io.polycritic.accounts;

import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.UserChange;
import io.polycritic.api.control.UserRequest;
import io.polycritic.api.control.UserView;
import io.polycritic.api.control.Visitor;
import io.polycritic.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The users. */
final class Users {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,31}");
    private static final String COLUMNS = "select id, name, role, password, enabled, created, last_login from users";

    /**
     * A user as it is kept.
     *
     * @param id the key
     * @param password the hash
     * @param view the rest
     */
    record User(long id, String password, UserView view) {
        static User read(ResultSet row) throws SQLException {
            UserView view = new UserView(
                    row.getString("name"),
                    Role.valueOf(row.getString("role")),
                    row.getBoolean("enabled"),
                    Times.text(Sql.instant(row, "created")),
                    Times.text(Sql.instant(row, "last_login")));
            return new User(row.getLong("id"), row.getString("password"), view);
        }
    }

    private final Tables tables;
    private final Passwords passwords;
    private final Clock clock;

    Users(Tables tables, Passwords passwords, Clock clock) {
        this.tables = tables;
        this.passwords = passwords;
        this.clock = clock;
    }

    static Optional<User> find(Connection connection, String name) throws SQLException {
        return Sql.first(connection, User::read, COLUMNS + " where name = ?", name);
    }

    Optional<User> find(String name) {
        return NAME.matcher(name).matches() ? tables.transact(connection -> find(connection, name)) : Optional.empty();
    }

    List<UserView> all() {
        return tables.transact(
                connection -> Sql.list(connection, row -> User.read(row).view(), COLUMNS + " order by name"));
    }

    UserView add(UserRequest request) {
        String name = request.name();
        if (name == null || !NAME.matcher(name).matches()) {
            throw Problems.user(
                    "name",
                    "must be 1 to 32 lower-case letters, digits, '.', '_' or '-' and begin with a letter"
                            + (name == null ? "; it is missing" : ", is '" + name + "'"));
        }
        if (name.equals(Visitor.LOCAL)) {
            throw Problems.user("name", "'" + name + "' means whoever has the file token; choose another one");
        }
        if (request.role() == null) {
            throw Problems.user("role", "is missing; it must be VIEWER, OPERATOR or ADMIN");
        }
        if (request.password() == null) {
            throw Problems.user("password", "is missing");
        }
        Passwords.check("password", name, request.password());
        String hash = passwords.hash(request.password());
        Instant now = Times.now(clock);
        return tables.transact(connection -> {
            if (find(connection, name).isPresent()) {
                throw Problems.conflict("name", "there is a user '" + name + "' already");
            }
            Sql.update(
                    connection,
                    "insert into users (name, role, password, enabled, created) values (?, ?, ?, ?, ?)",
                    name,
                    request.role().name(),
                    hash,
                    true,
                    now);
            return find(connection, name).orElseThrow().view();
        });
    }

    /** Changes a user; who may do it has been checked. */
    UserView change(String name, UserChange change) {
        String hash = null;
        if (change.password() != null) {
            Passwords.check("password", name, change.password());
            hash = passwords.hash(change.password());
        }
        String password = hash;
        return tables.transact(connection -> {
            User user = find(connection, name).orElseThrow(() -> none(name));
            boolean enabled = change.enabled() == null ? user.view().enabled() : change.enabled();
            Role role = change.role() == null ? user.view().role() : change.role();
            Sql.update(
                    connection,
                    "update users set role = ?, enabled = ?, password = ? where id = ?",
                    role.name(),
                    enabled,
                    password == null ? user.password() : password,
                    user.id());
            if (password != null || !enabled) {
                Sql.update(connection, "delete from sessions where user_id = ?", user.id());
            }
            return find(connection, name).orElseThrow().view();
        });
    }

    static ProblemException none(String name) {
        return Problems.missing("users/" + name, "there is no user '" + name + "'");
    }

    /**
     * Notes that a user has logged in; a hash of yesterday's strength is made anew.
     *
     * @return false if the password was changed, or the user disabled, in this moment
     */
    boolean loggedIn(User user, String password) {
        String hash = Passwords.stale(user.password()) ? passwords.hash(password) : user.password();
        Instant now = Times.now(clock);
        return tables.transact(connection -> Sql.update(
                        connection,
                        "update users set last_login = ?, password = ? where id = ? and password = ? and enabled",
                        now,
                        hash,
                        user.id(),
                        user.password())
                == 1);
    }
}
