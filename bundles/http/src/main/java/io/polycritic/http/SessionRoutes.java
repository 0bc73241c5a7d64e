package io.polycritic.http;

import io.polycritic.api.control.NewSession;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.Visitor;
import java.io.IOException;
import java.util.function.Supplier;

/** Logging in and out. */
final class SessionRoutes {
    private static final String NAME = "[a-z][a-z0-9._-]{0,31}";

    /**
     * Who is logged in.
     *
     * @param visitor who, or null
     * @param csrf what changes by this session must carry in the header; null without a session
     */
    record View(Visitor visitor, String csrf) {}

    /**
     * How somebody proves who that is: name and password, or a token, or a one-time code.
     *
     * @param name the user's name
     * @param password the user's password
     * @param token an API token, or the file token
     * @param code a one-time code
     */
    record LogIn(String name, String password, String token, String code) {
        /** Without the secrets. */
        @Override
        public String toString() {
            return "LogIn[" + name + "]";
        }
    }

    /**
     * A one-time code.
     *
     * @param code what to log in with, once
     * @param path the console's page that does so
     */
    record Code(String code, String path) {}

    private final Supplier<Gate> gate;

    private SessionRoutes(Supplier<Gate> gate) {
        this.gate = gate;
    }

    static void addTo(Router router, Supplier<Gate> gate) {
        SessionRoutes routes = new SessionRoutes(gate);
        router.open("GET", "/session", Operation.of("Who is logged in.").gives(View.class), routes::show)
                .open(
                        "POST",
                        "/session",
                        Operation.of("Logs in, by name and password, a token or a one-time code.")
                                .takes(LogIn.class, "{\"name\": \"ada\", \"password\": \"a long secret word\"}")
                                .gives(View.class),
                        routes::logIn)
                .open("DELETE", "/session", Operation.of("Logs out."), routes::logOut)
                .on(
                        Role.ADMIN,
                        "POST",
                        "/session/codes",
                        Operation.of("Makes a one-time code to log in with.").creates(Code.class),
                        routes::code);
    }

    private Reply show(Call call) {
        Visitor visitor = call.visitor();
        boolean session = visitor != null && visitor.session();
        return Reply.ok(new View(visitor, session ? Forgery.token(SessionCookie.read(call.request())) : null));
    }

    private Reply logIn(Call call) throws IOException {
        Forgery.refuseOthers(call.request());
        LogIn given = call.body(LogIn.class);
        NewSession session = begin(call, given);
        String before = SessionCookie.read(call.request());
        if (before != null) {
            gate.get().accounts().logOut(before);
        }
        SessionCookie.write(call.request(), call.response(), session.secret(), session.seconds());
        call.become(session.visitor());
        call.note("logged in");
        return Reply.ok(new View(session.visitor(), Forgery.token(session.secret())));
    }

    private NewSession begin(Call call, LogIn given) {
        boolean byPassword = given.name() != null || given.password() != null;
        int ways = (byPassword ? 1 : 0) + (given.token() == null ? 0 : 1) + (given.code() == null ? 0 : 1);
        if (ways != 1) {
            throw HttpProblem.user("", "give either name and password, or token, or code");
        }
        String address = call.request().getRemoteAddr();
        if (!byPassword) {
            call.note(given.code() == null ? "by a token" : "by a one-time code");
            return gate.get().accounts().logIn(given.code() == null ? given.token() : given.code(), address);
        }
        if (given.name() == null || given.password() == null) {
            throw HttpProblem.user(given.name() == null ? "name" : "password", "is missing");
        }
        // whoever types the password into the wrong field must not find it in the audit log
        call.note(given.name().matches(NAME) ? "as " + given.name() : "as somebody whose name cannot be one");
        return gate.get().accounts().logIn(given.name(), given.password(), address);
    }

    private Reply logOut(Call call) {
        String secret = SessionCookie.read(call.request());
        if (secret != null) {
            Forgery.check(call.request(), secret);
            gate.get().accounts().logOut(secret);
        }
        SessionCookie.clear(call.request(), call.response());
        return Reply.nothing();
    }

    private Reply code(Call call) {
        String code = gate.get().accounts().logInCode(call.visitor());
        return Reply.created(new Code(code, "/#/login?code=" + code), null);
    }
}
