package io.polycritic.accounts;

import io.polycritic.api.control.AccountControl;
import io.polycritic.api.control.AuditEntry;
import io.polycritic.api.control.AuditQuery;
import io.polycritic.api.control.NewSession;
import io.polycritic.api.control.NewToken;
import io.polycritic.api.control.ProblemException;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.TokenRequest;
import io.polycritic.api.control.TokenView;
import io.polycritic.api.control.UserChange;
import io.polycritic.api.control.UserRequest;
import io.polycritic.api.control.UserView;
import io.polycritic.api.control.Visitor;
import io.polycritic.database.Database;
import io.polycritic.database.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The service: each question goes to the part that knows the answer. */
@Component(service = AccountControl.class)
public final class Accounts implements AccountControl {
    private final FileToken fileToken;
    private final Tables tables;
    private final Users users;
    private final Tokens tokens;
    private final Sessions sessions;
    private final Door door;
    private final AuditLog audit;

    /**
     * Makes the service, and the file token at the first start. The database is opened when it is first needed.
     *
     * @param bundle gives the framework's properties
     * @param database where everything is kept
     * @throws IOException if the file token cannot be read or made
     */
    @Activate
    public Accounts(BundleContext bundle, @Reference Database database) throws IOException {
        this(
                Path.of(bundle.getProperty("polycritic.data")),
                database,
                Limits.of(bundle::getProperty),
                Clock.systemUTC());
    }

    Accounts(Path data, Database database, Limits limits, Clock clock) throws IOException {
        fileToken = FileToken.open(data);
        tables = new Tables(database);
        Passwords passwords = new Passwords();
        users = new Users(tables, passwords, clock);
        tokens = new Tokens(tables, clock);
        sessions = new Sessions(tables, fileToken, clock, limits);
        // waiting times are measured by the same clock: one that is set back makes people wait, and tests need not
        door = new Door(users, passwords, sessions, () -> clock.millis() * 1_000_000L);
        audit = new AuditLog(tables, clock, limits);
    }

    @Override
    public Optional<Visitor> bearer(String secret) {
        return fileToken.matches(secret)
                ? Optional.of(new Visitor(Visitor.LOCAL, Role.ADMIN, "", "", false))
                : tokens.visitor(secret);
    }

    @Override
    public Optional<Visitor> session(String secret) {
        return sessions.visitor(secret);
    }

    @Override
    public NewSession logIn(String name, String password, String address) {
        return door.logIn(name, password, address);
    }

    @Override
    public NewSession logIn(String secret, String address) {
        return door.logIn(secret, address, this::bearer);
    }

    @Override
    public void logOut(String secret) {
        sessions.end(secret);
    }

    @Override
    public String logInCode(Visitor visitor) {
        if (!visitor.name().equals(Visitor.LOCAL) || !visitor.tokenId().isEmpty() || visitor.session()) {
            throw Problems.forbidden("one-time codes are for whoever has the file token");
        }
        return door.code();
    }

    @Override
    public List<UserView> users() {
        return users.all();
    }

    @Override
    public UserView add(UserRequest request) {
        return users.add(request);
    }

    @Override
    public UserView change(Visitor visitor, String name, UserChange change) {
        boolean own = visitor.name().equals(name);
        if (!own && visitor.role() != Role.ADMIN) {
            throw Problems.forbidden("other users are changed by admins");
        }
        if (own && (change.role() != null || change.enabled() != null)) {
            throw Problems.conflict(
                    change.role() == null ? "enabled" : "role", "is not yours to change; another admin can");
        }
        if (own && change.password() != null) {
            if (!visitor.tokenId().isEmpty()) {
                throw Problems.forbidden("a token cannot change its owner's password");
            }
            door.confirm(name, change.currentPassword());
        }
        return users.change(name, change);
    }

    @Override
    public List<TokenView> tokens(String owner) {
        return tokens.all(owner);
    }

    @Override
    public NewToken add(Visitor visitor, TokenRequest request) {
        return tokens.add(visitor, request);
    }

    @Override
    public TokenView revoke(Visitor visitor, String id) {
        return tokens.revoke(visitor, id);
    }

    @Override
    public void requireDatabase() {
        tables.transact(connection -> Sql.first(connection, row -> row.getInt(1), "select 1"));
    }

    @Override
    public String database() {
        try {
            return tables.transact(connection -> connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion());
        } catch (ProblemException e) {
            // the database's check says why
            return "";
        }
    }

    @Override
    public void record(AuditEntry entry) {
        audit.add(entry);
    }

    @Override
    public List<AuditEntry> audit(AuditQuery query) {
        return audit.find(query);
    }
}
