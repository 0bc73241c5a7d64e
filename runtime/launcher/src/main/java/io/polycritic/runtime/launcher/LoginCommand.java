package io.polycritic.runtime.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code polycritic login}. */
@Command(
        name = "login",
        description = "Prints a link that opens the console and logs in as admin, once, within 15 minutes.",
        footer = {"", "It works for whoever can read the file token of the data folder."})
final class LoginCommand implements Callable<Integer> {
    @ParentCommand
    private Polycritic root;

    @Override
    public Integer call() {
        try (Session session = Session.live(root.data())) {
            String link = session.logInLink();
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("url", link);
            root.print(document, link);
        }
        return 0;
    }
}
