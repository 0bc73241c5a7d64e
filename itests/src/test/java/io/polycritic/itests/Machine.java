package io.polycritic.itests;

import io.polycritic.database.testkit.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder that stands for the root of a machine, on which commands are carried out that an operator would give as
 * root. Folders {@code /opt}, {@code /etc}, {@code /srv} and {@code /var} are below it, ports are free ones, and
 * programs that change the system ({@code apt-get}, {@code systemctl} and so on) have stand-ins, which are in the
 * folder {@code machine} of the test's resources.
 */
final class Machine implements AutoCloseable {
    private static final List<String> STAND_INS =
            List.of("apt-get", "useradd", "chown", "install", "runuser", "systemctl");
    private static final Pattern FOLDER = Pattern.compile("(?<![\\w./])/(opt|etc|var|srv)\\b");
    private static final long PATIENCE_SECONDS = 300;

    private final Path root;
    private final PostgresServer database;
    private final int webPort = freePort();
    private final int scraperPort = freePort();
    private int commands;

    Machine(Path root, PostgresServer database) throws IOException {
        this.root = root;
        this.database = database;
        Path programs = Files.createDirectories(root.resolve("stand-ins"));
        for (String name : STAND_INS) {
            Path program = programs.resolve(name);
            try (InputStream in = Machine.class.getResourceAsStream("/machine/" + name)) {
                Files.copy(in, program);
            }
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (String folder :
                List.of("opt", "etc/systemd/system", "etc/prometheus", "etc/polycritic", "srv", "var/lib")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(root.resolve("etc/polycritic/environment"), "POLYCRITIC_HTTP_PORT=" + webPort + "\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A file of the machine, by its absolute path there. */
    Path file(String path) {
        return root.resolve(path.substring(1));
    }

    String web() {
        return "http://127.0.0.1:" + webPort;
    }

    String scraper() {
        return "http://127.0.0.1:" + scraperPort;
    }

    private String here(String commands) {
        return FOLDER.matcher(commands)
                .replaceAll(Matcher.quoteReplacement(root.toString()) + "/$1")
                .replace("localhost:8484", "localhost:" + webPort)
                .replace("localhost:9090", "localhost:" + scraperPort)
                .replace("postgresql://localhost/", "postgresql://localhost:" + database.port() + "/");
    }

    /**
     * Carries commands out, up to the first that fails.
     *
     * @param text the commands, as a person types them
     * @param input what is typed besides
     * @return what they printed
     */
    String run(String text, String input) throws Exception {
        Path folder = Files.createDirectories(root.resolve("commands"));
        Path out = folder.resolve(++commands + ".out");
        Path in = Files.writeString(folder.resolve(commands + ".in"), input);
        List<String> words = new ArrayList<>(List.of("bash", "-e", "-x", "-c", here(text)));
        ProcessBuilder builder = new ProcessBuilder(words).directory(root.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("POLYCRITIC_"));
        environment.put("PATH", root.resolve("stand-ins") + ":" + environment.get("PATH"));
        environment.put("MACHINE", root.toString());
        environment.put("WEB_PORT", Integer.toString(webPort));
        environment.put("SCRAPER_PORT", Integer.toString(scraperPort));
        environment.put("DATABASE_PORT", Integer.toString(database.port()));
        environment.put("DATABASE_USER", PostgresServer.USER);
        environment.put("DATABASE_PASSWORD", PostgresServer.PASSWORD);
        environment.put("DATABASE_PROGRAMS", database.programs().toString());
        // What a person has set in the shell since.
        environment.put("asit", "runuser -u polycritic -- " + root + "/opt/polycritic/bin/polycritic");
        Process process = builder.redirectErrorStream(true)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end within " + PATIENCE_SECONDS + " s:\n" + Files.readString(out));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("exit code " + process.exitValue() + ":\n" + Files.readString(out) + services());
        }
        return Files.readString(out);
    }

    /** What the services said. */
    String services() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("polycritic", "prometheus")) {
            Path out = root.resolve(name + ".out");
            if (Files.exists(out)) {
                all.append("\n--- ").append(name).append('\n').append(Files.readString(out));
            }
        }
        return all.toString();
    }

    /** Ends what still runs. */
    @Override
    public void close() throws IOException {
        for (String name : List.of("polycritic", "prometheus")) {
            Path pid = root.resolve(name + ".pid");
            if (Files.exists(pid)) {
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
            }
        }
    }
}
