package io.polycritic.runtime.launcher;

import io.polycritic.api.control.NewToken;
import io.polycritic.api.control.Role;
import io.polycritic.api.control.TokenRequest;
import io.polycritic.api.control.TokenView;
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

/** {@code polycritic token}. */
@Command(
        name = "token",
        description = "Manages the API tokens of the process that serves the data folder.",
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Polycritic root;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(name = "list", description = "Lists tokens, without their secrets.")
    int list(
            @Option(names = "--owner", paramLabel = "USER", description = "Only those of one user, or of 'local'.")
                    String owner) {
        try (Session session = Session.live(root.data())) {
            List<TokenView> tokens = session.accounts().tokens(owner);
            Table table = new Table("ID", "TOKEN", "OWNER", "ROLE", "WORKS UNTIL", "LAST USED");
            for (TokenView token : tokens) {
                table.row(
                        token.id(),
                        token.name(),
                        token.owner(),
                        role(token),
                        token.expires(),
                        token.lastUsed() == null ? "never" : token.lastUsed());
            }
            root.print(Map.of("tokens", tokens), table.toString());
        }
        return 0;
    }

    private static String role(TokenView token) {
        String role = token.role().name().toLowerCase(Locale.ROOT);
        String what = token.metricsOnly() ? role + ", metrics only" : role;
        return token.runs() == null || token.runs().isEmpty()
                ? what
                : what + ", runs " + String.join(" ", token.runs());
    }

    @Command(
            name = "create",
            description = "Creates a token and prints its secret, which is kept nowhere and never shown again.")
    int create(
            @Parameters(paramLabel = "NAME", description = "What it is for, for example grafana.") String name,
            @Option(names = "--role", paramLabel = "ROLE", description = "viewer (usual), operator or admin.")
                    Role role,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            description = "For how many days it works: 1 to 366, usually 90.")
                    Integer days,
            @Option(
                            names = "--owner",
                            paramLabel = "USER",
                            description = "Whose it becomes: it never does more than that user may. Else nobody's.")
                    String owner,
            @Option(
                            names = "--run",
                            paramLabel = "RUN",
                            description =
                                    "Limits it to a run, or to runs whose ids begin so: 'slim-*'. Can be repeated.")
                    List<String> runs,
            @Option(names = "--metrics-only", description = "Limits it to reading what runs measure.")
                    boolean metricsOnly) {
        try (Session session = Session.live(root.data())) {
            NewToken made =
                    session.accounts().add(new TokenRequest(name, role, days, owner, runs, metricsOnly ? true : null));
            TokenView token = made.token();
            root.terminal()
                    .note("Token " + token.id() + " '" + token.name() + "' of " + token.owner() + ", " + role(token)
                            + ", works until " + token.expires() + ":");
            root.print(made, made.secret());
        }
        return 0;
    }

    @Command(name = "revoke", description = "Ends a token, and the sessions that were begun by it.")
    int revoke(@Parameters(paramLabel = "ID", description = "The token's id, as 'token list' shows it.") String id) {
        try (Session session = Session.live(root.data())) {
            TokenView token = session.accounts().revoke(id);
            root.print(token, "Token " + token.id() + " '" + token.name() + "' of " + token.owner() + " is revoked");
        }
        return 0;
    }
}
