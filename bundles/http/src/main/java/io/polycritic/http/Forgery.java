package io.polycritic.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Keeps pages of others from acting through a browser that is logged in. {@code SameSite=Strict} does not suffice: to
 * it all ports of a host are one site, and on a researcher's machine many servers run. So a change by a cookie must
 * carry a token in a header, which a page can only read from this server's own answers; and where the browser says
 * which page asks, it must be one of this server.
 */
final class Forgery {
    /** The request header that carries the token. */
    static final String HEADER = "X-CSRF-Token";

    private Forgery() {}

    /** The token of a session: what follows from its secret, but does not give it away. */
    static String token(String secret) {
        byte[] hash = Sha256.begin().digest(("csrf of " + secret).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /** Refuses what another page asks for. */
    static void refuseOthers(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw HttpProblem.of(403, "FORBIDDEN", "Sec-Fetch-Site", "another page asks for this: " + site);
        }
    }

    /** Refuses a change by a cookie that does not carry the session's token. */
    static void check(HttpServletRequest request, String secret) {
        refuseOthers(request);
        String given = request.getHeader(HEADER);
        byte[] expected = token(secret).getBytes(StandardCharsets.UTF_8);
        if (given == null || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
            throw HttpProblem.of(
                    403, "FORBIDDEN", HEADER, "is missing or wrong; GET /api/v1/session tells this session's token");
        }
    }
}
