package io.polycritic.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The cookie of a session. Browsers share cookies between the ports of a host, so that its name has the port; over TLS
 * it has a prefix that forbids other hosts and plain connections to set it.
 */
final class SessionCookie {
    private SessionCookie() {}

    private static String name(HttpServletRequest request) {
        return (request.isSecure() ? "__Host-" : "") + "polycritic-" + request.getServerPort();
    }

    /** What the request's cookie carries, or null. */
    static String read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String name = name(request);
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                return cookie.getValue();
            }
        }
        return null;
    }

    static void write(HttpServletRequest request, HttpServletResponse response, String secret, long seconds) {
        response.addHeader(
                "Set-Cookie",
                name(request) + "=" + secret + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                        + (request.isSecure() ? "; Secure" : ""));
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, "", 0);
    }
}
