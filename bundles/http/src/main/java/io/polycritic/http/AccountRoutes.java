package io.polycritic.http;

import io.polycritic.api.control.AuditQuery;
import io.polycritic.api.control.NewToken;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.TokenRequest;
import io.polycritic.api.control.TokenView;
import io.polycritic.api.control.UserChange;
import io.polycritic.api.control.UserRequest;
import io.polycritic.api.control.UserView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Users, tokens and the audit log. What of others' is not theirs to see or change, the accounts refuse. */
final class AccountRoutes {
    private static final int USUAL_ENTRIES = 100;
    private static final int MOST_ENTRIES = 1000;

    private final Supplier<Gate> gate;

    private AccountRoutes(Supplier<Gate> gate) {
        this.gate = gate;
    }

    static void addTo(Router router, Supplier<Gate> gate) {
        AccountRoutes routes = new AccountRoutes(gate);
        router.on(
                        Role.ADMIN,
                        "GET",
                        "/users",
                        call -> RunRoutes.items(gate.get().accounts().users()))
                .on(Role.ADMIN, "POST", "/users", routes::addUser)
                .on(Role.VIEWER, "PATCH", "/users/{user}", routes::changeUser)
                .on(Role.VIEWER, "GET", "/tokens", routes::tokens, "owner")
                .on(Role.VIEWER, "POST", "/tokens", routes::addToken)
                .on(Role.VIEWER, "DELETE", "/tokens/{token}", routes::revokeToken)
                .on(
                        Role.ADMIN,
                        "GET",
                        "/audit",
                        routes::audit,
                        "actor",
                        "text",
                        "refused",
                        "from",
                        "to",
                        "before",
                        "limit");
    }

    private Reply addUser(Call call) throws IOException {
        UserView user = gate.get().accounts().add(call.body(UserRequest.class));
        call.note(user.name() + " is " + user.role());
        return Reply.created(user, null);
    }

    private Reply changeUser(Call call) throws IOException {
        UserChange change = call.body(UserChange.class);
        List<String> what = new ArrayList<>();
        if (change.role() != null) {
            what.add("role " + change.role());
        }
        if (change.enabled() != null) {
            what.add(change.enabled() ? "enabled" : "disabled");
        }
        if (change.password() != null) {
            what.add("new password");
        }
        if (what.isEmpty()) {
            throw HttpProblem.user("", "give role, enabled or password");
        }
        call.note(String.join(", ", what));
        return Reply.ok(gate.get().accounts().change(call.visitor(), call.path("user"), change));
    }

    /** Admins see all tokens, or those of one owner; others see their own. */
    private Reply tokens(Call call) {
        String owner = call.query("owner");
        String own = call.visitor().name();
        if (call.visitor().role() == Role.ADMIN) {
            return RunRoutes.items(gate.get().accounts().tokens(owner));
        }
        if (owner != null && !owner.equals(own)) {
            throw HttpProblem.of(403, "FORBIDDEN", "owner", "tokens of others are shown to admins");
        }
        return RunRoutes.items(gate.get().accounts().tokens(own));
    }

    private Reply addToken(Call call) throws IOException {
        NewToken made = gate.get().accounts().add(call.visitor(), call.body(TokenRequest.class));
        call.note(line(made.token()));
        return Reply.created(made, null);
    }

    private Reply revokeToken(Call call) {
        TokenView token = gate.get().accounts().revoke(call.visitor(), call.path("token"));
        call.note(line(token));
        return Reply.ok(token);
    }

    private static String line(TokenView token) {
        return token.id() + " '" + token.name() + "' of " + token.owner() + ", " + token.role() + " until "
                + token.expires();
    }

    private Reply audit(Call call) {
        int before = call.query("before", 1, Integer.MAX_VALUE, 0);
        AuditQuery query = new AuditQuery(
                call.query("actor"),
                call.query("text"),
                call.query("refused") == null ? null : call.flag("refused"),
                call.query("from"),
                call.query("to"),
                before == 0 ? null : (long) before,
                call.query("limit", 1, MOST_ENTRIES, USUAL_ENTRIES));
        return RunRoutes.items(gate.get().accounts().audit(query));
    }
}
