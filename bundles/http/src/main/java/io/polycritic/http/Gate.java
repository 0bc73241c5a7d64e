package io.polycritic.http;

import io.polycritic.api.control.AccountControl;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;

/**
 * Finds out who sends a request. A bearer token counts first, and then no cookie: a page of somebody else can make a
 * browser send a cookie, but no token.
 */
final class Gate {
    private static final String SCHEME = "Bearer ";

    private final AccountControl accounts;

    /**
     * Makes a gate.
     *
     * @param accounts who is known, or null if that is not there yet: then nobody comes in
     */
    Gate(AccountControl accounts) {
        this.accounts = accounts;
    }

    AccountControl accounts() {
        if (accounts == null) {
            throw HttpProblem.absent("the accounts are");
        }
        return accounts;
    }

    /**
     * Who sends a request.
     *
     * @return null if it carries nothing that says so
     * @throws HttpProblem with 401 if what it carries is wrong
     */
    Visitor visitor(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            return accounts()
                    .bearer(secret(header))
                    .orElseThrow(() -> unknown("the token is wrong, was revoked or has expired"));
        }
        String cookie = SessionCookie.read(request);
        return cookie == null ? null : accounts().session(cookie).orElse(null);
    }

    private static String secret(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unknown("only the scheme Bearer is known");
        }
        return header.substring(SCHEME.length()).strip();
    }

    private static HttpProblem unknown(String message) {
        return HttpProblem.of(401, "UNAUTHENTICATED", "Authorization", message);
    }

    /** Asks again, as long as a connection lasts, whether who opened it may still have it. */
    BooleanSupplier watch(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        String cookie = SessionCookie.read(request);
        return () -> header == null
                ? accounts().session(cookie).isPresent()
                : accounts().bearer(secret(header)).isPresent();
    }

    /**
     * Refuses whoever may not.
     *
     * @param needed the role
     * @param visitor who asks, or null
     * @throws HttpProblem with 401 if that is not known, 403 if the role is too small
     */
    static void require(Role needed, Visitor visitor) {
        if (visitor == null) {
            throw unknown("who asks is not known: log in, or send 'Authorization: Bearer <token>'; on the server's"
                    + " machine the file token in the data folder holds one");
        }
        if (!visitor.role().includes(needed)) {
            throw HttpProblem.of(
                    403,
                    "FORBIDDEN",
                    "",
                    "needs the role " + needed + "; " + visitor.title() + " is " + visitor.role());
        }
    }
}
