package io.polycritic.api.control;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who may do what: users, their sessions and API tokens, and the log of what was done. Thread-safe. Secrets are kept as
 * hashes alone. Every method throws {@link ProblemException} when it cannot be carried out, with {@code RESOURCE} when
 * the database is away, and then nothing has changed.
 *
 * <p>Methods that take a {@link Visitor} see to it that nobody gives away more than they have; that the visitor's role
 * suffices at all is the caller's to check.
 */
@ProviderType
public interface AccountControl {
    /**
     * Who has a bearer token: the file token, or an API token that works.
     *
     * @param secret what was sent
     * @return nothing if no token is like that, or it works no more
     */
    Optional<Visitor> bearer(String secret);

    /**
     * Who has a session; being asked keeps it from idling out.
     *
     * @param secret what the cookie carries
     * @return nothing if there is no such session, or it has ended
     */
    Optional<Visitor> session(String secret);

    /**
     * Begins a session by name and password. It takes the same time whether there is such a user or not.
     *
     * @param name the name
     * @param password the password
     * @param address from where; too many failures from there, or for that name, and it has to wait
     * @return the session
     * @throws ProblemException with {@code UNAUTHENTICATED} if they are wrong, {@code RATE_LIMITED} if there were too
     *     many attempts
     */
    NewSession logIn(String name, String password, String address);

    /**
     * Begins a session by a bearer token or a one-time code. It may do what the token may, and ends with it.
     *
     * @param secret the token or code
     * @param address from where
     * @return the session
     * @throws ProblemException as for {@link #logIn(String, String, String)}
     */
    NewSession logIn(String secret, String address);

    /**
     * Ends a session.
     *
     * @param secret what the cookie carries; if there is no such session, nothing happens
     */
    void logOut(String secret);

    /**
     * Makes a code by which whoever has the file token can begin one session, once, within some minutes. It is kept in
     * memory alone.
     *
     * @param visitor who asks
     * @return the code
     * @throws ProblemException with {@code FORBIDDEN} if that is not by the file token: a session so begun would
     *     outlive another token
     */
    String logInCode(Visitor visitor);

    /**
     * All users.
     *
     * @return by name
     */
    List<UserView> users();

    /**
     * Adds a user.
     *
     * @param request name, role and password
     * @return the user
     */
    UserView add(UserRequest request);

    /**
     * Changes a user. Nobody changes their own role or disables themselves, so that there is always an admin left.
     *
     * @param visitor who asks: an admin, or the user, who may change the password alone
     * @param name the user
     * @param change what is to be different
     * @return the user
     */
    UserView change(Visitor visitor, String name, UserChange change);

    /**
     * Tokens that work or have expired lately.
     *
     * @param owner whose, or null for all
     * @return by owner and name
     */
    List<TokenView> tokens(String owner);

    /**
     * Makes a token. One that is made by a token works no longer than that.
     *
     * @param visitor who asks
     * @param request what is asked for
     * @return the token with its secret
     */
    NewToken add(Visitor visitor, TokenRequest request);

    /**
     * Ends a token, and all sessions that were begun by it.
     *
     * @param visitor who asks: its owner, or an admin; for others there is no such token
     * @param id the token's id
     * @return the token as it was
     */
    TokenView revoke(Visitor visitor, String id);

    /**
     * Refuses where the database does not answer. Who is about to change something asks first: a change that nobody
     * could find in the audit log must not be made.
     *
     * @throws ProblemException with {@code RESOURCE} while the database is away
     */
    void requireDatabase();

    /**
     * Says which database keeps users, tokens and the audit log.
     *
     * @return its product and version, for example {@code PostgreSQL 15.8}; empty while it is away
     */
    String database();

    /**
     * Adds an entry to the audit log. Where that cannot be done it is logged instead: what was done is done.
     *
     * @param entry the entry; id and time are given to it
     */
    void record(AuditEntry entry);

    /**
     * Reads the audit log.
     *
     * @param query which entries
     * @return the newest first
     */
    List<AuditEntry> audit(AuditQuery query);
}
