package io.polycritic.http;

import io.polycritic.api.control.AccountControl;
import io.polycritic.api.control.AuditEntry;
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
    private static final String USER_PATH = "/users/{user}";

    private static final Operation AUDIT = Operation.of("The audit log, the newest first.")
            .asks(
                    Parameter.text("actor", "Who did it."),
                    Parameter.text("text", "What the entry says somewhere."),
                    Parameter.flag("refused", "Only what was refused, or only what was not."),
                    Parameter.text("from", "The first moment, ISO 8601."),
                    Parameter.text("to", "The moment after the last, ISO 8601."),
                    Parameter.integer("before", 1, Integer.MAX_VALUE, "The number before which entries end."),
                    Parameter.integer(Page.LIMIT, 1, MOST_ENTRIES, "How many at the most; 100 without it."),
                    Parameter.text(Page.CURSOR, "The member next of the part before."))
            .givesPages(AuditEntry.class);

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
                        Operation.of("All users.").pages(UserView.class),
                        call -> Page.of(call, gate.get().accounts().users(), UserView::name))
                .on(
                        Role.ADMIN,
                        "GET",
                        USER_PATH,
                        Operation.of("A user.").gives(UserView.class),
                        call -> Reply.ok(find(gate.get().accounts(), call.path("user"))))
                .on(
                        Role.ADMIN,
                        "POST",
                        "/users",
                        Operation.of("Adds a user.")
                                .takes(
                                        UserRequest.class,
                                        "{\"name\": \"ada\", \"role\": \"OPERATOR\", \"password\": \"a long secret word\"}")
                                .creates(UserView.class),
                        routes::addUser)
                .on(
                        Role.VIEWER,
                        "PATCH",
                        USER_PATH,
                        Operation.of("Changes a user; of themselves people change the password alone.")
                                .takes(UserChange.class, "{\"role\": \"VIEWER\"}")
                                .gives(UserView.class),
                        routes::changeUser)
                .on(
                        Role.VIEWER,
                        "GET",
                        "/tokens",
                        Operation.of("API tokens: one's own, for admins all of them.")
                                .asks(Parameter.text("owner", "Whose tokens."))
                                .pages(TokenView.class),
                        routes::tokens)
                .on(
                        Role.VIEWER,
                        "POST",
                        "/tokens",
                        Operation.of("Makes an API token, which is shown this once.")
                                .takes(TokenRequest.class, "{\"name\": \"nightly\", \"role\": \"VIEWER\"}")
                                .creates(NewToken.class),
                        routes::addToken)
                .on(
                        Role.VIEWER,
                        "DELETE",
                        "/tokens/{token}",
                        Operation.of("Revokes an API token.").gives(TokenView.class),
                        routes::revokeToken)
                .on(Role.ADMIN, "GET", "/audit", AUDIT, routes::audit);
    }

    static UserView find(AccountControl accounts, String name) {
        return accounts.users().stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> HttpProblem.of(404, "NOT_FOUND", "users/" + name, "there is no user '" + name + "'"));
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
            return Page.of(call, gate.get().accounts().tokens(owner), TokenView::id);
        }
        if (owner != null && !owner.equals(own)) {
            throw HttpProblem.of(403, "FORBIDDEN", "owner", "tokens of others are shown to admins");
        }
        return Page.of(call, gate.get().accounts().tokens(own), TokenView::id);
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
        return token.id() + " '" + token.name() + "' of " + token.owner() + ", " + token.role()
                + (token.metricsOnly() ? ", metrics alone" : "")
                + (token.runs().isEmpty() ? "" : ", runs " + String.join(" ", token.runs())) + " until "
                + token.expires();
    }

    private Reply audit(Call call) {
        long before = Page.before(call, 0);
        int limit = call.query(Page.LIMIT, 1, MOST_ENTRIES, USUAL_ENTRIES);
        AuditQuery query = new AuditQuery(
                call.query("actor"),
                call.query("text"),
                call.query("refused") == null ? null : call.flag("refused"),
                call.query("from"),
                call.query("to"),
                before == 0 ? null : before,
                limit);
        List<AuditEntry> entries = gate.get().accounts().audit(query);
        boolean more = entries.size() == limit;
        return Page.reply(entries, more ? Page.older(entries.get(limit - 1).id()) : null, -1);
    }
}
