package io.polycritic.http;

import io.polycritic.api.control.AccountControl;
import io.polycritic.api.control.AuditEntry;
import io.polycritic.api.control.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** What the audit log will say of one request. Only what could change something is kept. */
final class Audit {
    static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final HttpServletRequest request;
    private Visitor visitor;
    private Router.Route route;
    private Call call;

    Audit(HttpServletRequest request) {
        this.request = request;
    }

    void visitor(Visitor known) {
        visitor = known;
    }

    void route(Router.Route found) {
        route = found;
    }

    void call(Call made) {
        call = made;
    }

    /** Whether the handler has begun to read the body. */
    boolean hasBegunToRead() {
        return call != null && call.hasBegun();
    }

    /**
     * Adds the entry.
     *
     * @param accounts where to, or null
     * @param status the answer's status
     * @param reason why it was refused; empty if it was not
     */
    void record(AccountControl accounts, int status, String reason) {
        if (READS.contains(request.getMethod()) || accounts == null) {
            return;
        }
        String note = call == null ? "" : call.note();
        Visitor who = call == null ? visitor : call.visitor();
        String path = request.getRequestURI();
        accounts.record(new AuditEntry(
                0,
                null,
                who == null ? "" : who.title(),
                request.getRemoteAddr(),
                request.getMethod() + " " + (route == null ? "?" : route.path()),
                path.startsWith(ApiServlet.ROOT) ? path.substring(ApiServlet.ROOT.length()) : path,
                status,
                note.isEmpty() || reason.isEmpty() ? note + reason : note + ": " + reason));
    }
}
