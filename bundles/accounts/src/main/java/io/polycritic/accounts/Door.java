package io.polycritic.accounts;

import io.polycritic.api.control.NewSession;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.Visitor;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Where people log in. Attempts are counted before they are looked at, and given back when they were right. */
final class Door {
    private static final String WRONG = "name or password is wrong, or the user is disabled";

    private final Users users;
    private final Passwords passwords;
    private final Sessions sessions;
    private final LogInCodes codes;
    private final Limiter addresses;
    private final Limiter names;

    Door(Users users, Passwords passwords, Sessions sessions, LongSupplier nanos) {
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
        codes = new LogInCodes(nanos);
        addresses = new Limiter(10, Duration.ofSeconds(30), nanos);
        names = new Limiter(30, Duration.ofSeconds(20), nanos);
    }

    NewSession logIn(String name, String password, String address) {
        String from = network(address);
        take(from, name);
        if (password.length() > 2 * Passwords.LONGEST) {
            throw Problems.unknown(WRONG);
        }
        Optional<Users.User> user = users.find(name);
        boolean right =
                passwords.matches(password, user.map(Users.User::password).orElse(null));
        if (!right || !users.loggedIn(user.get(), password)) {
            throw Problems.unknown(WRONG);
        }
        addresses.giveBack(from);
        names.giveBack(name);
        return sessions.begin(new Visitor(name, user.get().view().role(), "", "", true));
    }

    private void take(String from, String name) {
        if (!addresses.take(from) || !names.take(name.length() > 64 ? name.substring(0, 64) : name)) {
            throw Problems.tooMany();
        }
    }

    /** Whether a password is the user's; too many wrong ones, and it has to wait. */
    void confirm(String name, String password) {
        if (!names.take(name)) {
            throw Problems.tooMany();
        }
        String hash = users.find(name).map(Users.User::password).orElse(null);
        if (password == null || password.length() > 2 * Passwords.LONGEST || !passwords.matches(password, hash)) {
            throw Problems.user("currentPassword", "is not your present password");
        }
        names.giveBack(name);
    }

    NewSession logIn(String secret, String address, Function<String, Optional<Visitor>> bearer) {
        String from = network(address);
        if (!addresses.take(from)) {
            throw Problems.tooMany();
        }
        Visitor visitor = codes.take(secret)
                ? new Visitor(Visitor.LOCAL, Role.ADMIN, "", "", true)
                : bearer.apply(secret)
                        .orElseThrow(() -> Problems.unknown("this is no token that works, nor a fresh one-time code"));
        addresses.giveBack(from);
        return sessions.begin(visitor);
    }

    String code() {
        return codes.make();
    }

    /** One customer of IPv6 has 2^64 addresses. */
    private static String network(String address) {
        if (address == null || !address.contains(":")) {
            return String.valueOf(address);
        }
        String[] groups = address.split(":", -1);
        return String.join(":", Arrays.copyOf(groups, Math.min(4, groups.length)));
    }
}
