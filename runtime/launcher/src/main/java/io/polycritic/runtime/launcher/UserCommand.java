package io.polycritic.runtime.launcher;

import io.polycritic.api.control.Role;
import io.polycritic.api.control.UserChange;
import io.polycritic.api.control.UserRequest;
import io.polycritic.api.control.UserView;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code polycritic user}. */
@Command(
        name = "user",
        description = "Manages the users of the process that serves the data folder.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Passwords are asked for; without a terminal they are read from standard input."})
final class UserCommand implements Runnable {
    private static final String ROLE = "viewer, operator or admin.";
    private static final String PASSWORD_FILE = "A file that holds the password, instead of asking for it.";

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Polycritic root;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(name = "list", description = "Lists all users.")
    int list() {
        try (Session session = Session.live(root.data())) {
            List<UserView> users = session.accounts().users();
            Table table = new Table("USER", "ROLE", "STATE", "SINCE", "LAST LOG-IN");
            for (UserView user : users) {
                table.row(
                        user.name(),
                        user.role().name().toLowerCase(Locale.ROOT),
                        user.enabled() ? "enabled" : "disabled",
                        user.created(),
                        user.lastLogin() == null ? "never" : user.lastLogin());
            }
            root.print(Map.of("users", users), table.toString());
        }
        return 0;
    }

    @Command(name = "add", description = "Adds a user, whose password is asked for.")
    int add(
            @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits and . _ -") String name,
            @Option(names = "--role", required = true, paramLabel = "ROLE", description = ROLE) Role role,
            @Option(names = "--password-file", paramLabel = "FILE", description = PASSWORD_FILE) Path file) {
        try (Session session = Session.live(root.data())) {
            UserView user = session.accounts().add(new UserRequest(name, role, PasswordEntry.read(file)));
            print(user);
        }
        return 0;
    }

    @Command(name = "role", description = "Gives a user another role; it counts at once.")
    int role(
            @Parameters(paramLabel = "NAME", description = "The user.") String name,
            @Parameters(paramLabel = "ROLE", description = ROLE) Role role) {
        return change(name, new UserChange(role, null, null, null));
    }

    @Command(name = "disable", description = "Ends all sessions of a user; neither log-in nor tokens work any more.")
    int disable(@Parameters(paramLabel = "NAME", description = "The user.") String name) {
        return change(name, new UserChange(null, false, null, null));
    }

    @Command(name = "enable", description = "Lets a disabled user in again.")
    int enable(@Parameters(paramLabel = "NAME", description = "The user.") String name) {
        return change(name, new UserChange(null, true, null, null));
    }

    @Command(name = "password", description = "Sets a user's password, which is asked for, and ends all sessions.")
    int password(
            @Parameters(paramLabel = "NAME", description = "The user.") String name,
            @Option(names = "--password-file", paramLabel = "FILE", description = PASSWORD_FILE) Path file) {
        return change(name, new UserChange(null, null, PasswordEntry.read(file), null));
    }

    private int change(String name, UserChange change) {
        try (Session session = Session.live(root.data())) {
            print(session.accounts().change(name, change));
        }
        return 0;
    }

    private void print(UserView user) {
        String state = user.enabled() ? "" : ", disabled";
        root.print(user, user.name() + " is " + user.role().name().toLowerCase(Locale.ROOT) + state);
    }
}
