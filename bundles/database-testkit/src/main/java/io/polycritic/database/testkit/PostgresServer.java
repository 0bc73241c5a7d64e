package io.polycritic.database.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server in a temporary folder, on a free port of the loopback interface, with passwords. Where none is
 * installed the calling test is skipped with the reason, or fails if the environment variable {@code CI} is
 * {@code true}.
 */
public final class PostgresServer implements AutoCloseable {
    /** The superuser of the server. */
    public static final String USER = "postgres";

    /** The superuser's password. */
    public static final String PASSWORD = "it's \"only\" a test; pass=word";

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final int PATIENCE_SECONDS = 60;

    private final Path programs;
    private final Path folder;
    private final int port;
    private int databases;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Makes a server with a fresh cluster and starts it.
     *
     * @return the server, which answers
     * @throws IOException if it does not start
     */
    public static PostgresServer start() throws IOException {
        Path programs = installed();
        if (programs == null) {
            String missing =
                    "PostgreSQL is not installed, so there is no server to test with; on Debian: apt-get install"
                            + " postgresql";
            Assertions.assertNotEquals("true", System.getenv("CI"), missing);
            System.getLogger(PostgresServer.class.getName()).log(System.Logger.Level.WARNING, "skipped: " + missing);
            Assumptions.abort(missing);
        }
        Path folder = Path.of(
                run(List.of("mktemp", "-d", "/tmp/polycritic-postgres-XXXXXX")).strip());
        PostgresServer server = new PostgresServer(programs, folder, freePort());
        try {
            server.begin();
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static Path installed() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return null;
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString))
                    .orElse(null);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void begin() throws IOException {
        String cluster = folder.resolve("cluster").toString();
        String password = folder.resolve("password").toString();
        run(List.of("sh", "-c", "cat > " + password), PASSWORD);
        run(List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + cluster,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
        control("start");
    }

    private void control(String action) throws IOException {
        run(List.of(
                programs.resolve("pg_ctl").toString(),
                "--pgdata=" + folder.resolve("cluster"),
                "--log=" + folder.resolve("log"),
                "--mode=immediate",
                "--wait",
                "--silent",
                "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off",
                action));
    }

    /**
     * Stops the server and starts it again: all connections break.
     *
     * @throws IOException if it does not start
     */
    public void restart() throws IOException {
        control("restart");
    }

    /**
     * Stops the server; it is away until it is started again.
     *
     * @throws IOException if it does not stop
     */
    public void stop() throws IOException {
        control("stop");
    }

    /**
     * Starts the server after it was stopped, with what it had.
     *
     * @throws IOException if it does not start
     */
    public void startAgain() throws IOException {
        control("start");
    }

    /**
     * The port.
     *
     * @return a port of the loopback interface
     */
    public int port() {
        return port;
    }

    /**
     * The folder of programs such as {@code psql} and {@code pg_dump}, of the server's version.
     *
     * @return the folder
     */
    public Path programs() {
        return programs;
    }

    /**
     * Makes an empty database.
     *
     * @return its JDBC address, without user and password
     * @throws SQLException if it cannot be made
     */
    public String freshDatabase() throws SQLException {
        String name = "test_" + ++databases;
        try (Connection connection = DriverManager.getConnection(address("postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return address(name);
    }

    private String address(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() throws IOException {
        try {
            if (Files.exists(folder.resolve("cluster/postmaster.pid"))) {
                control("stop");
            }
        } finally {
            run(List.of("rm", "-rf", folder.toString()));
        }
    }

    private static String run(List<String> command) throws IOException {
        return run(command, "");
    }

    /** PostgreSQL does not run as root. */
    private static String run(List<String> command, String input) throws IOException {
        List<String> words = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        words.addAll(command);
        // pg_ctl hands its output to the server, so a pipe would stay open
        Path out = Files.createTempFile("postgres", ".out");
        try {
            Process process = new ProcessBuilder(words)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            String said = Files.readString(out);
            if (process.exitValue() != 0) {
                throw new IOException(words + " ended with " + process.exitValue() + ": " + said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(words + " was interrupted", e);
        } finally {
            Files.delete(out);
        }
    }
}
