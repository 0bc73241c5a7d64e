package io.polycritic.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The file by which other processes find the one that serves a data folder.
 *
 * @param path the file
 */
record ServerFile(Path path) {
    /**
     * The process that serves.
     *
     * @param pid its id
     * @param port the port of its REST interface on the loopback address
     * @param started when it began, ISO 8601 in UTC
     */
    record Server(long pid, int port, String started) {}

    void write(int port) throws IOException {
        Server server =
                new Server(ProcessHandle.current().pid(), port, Instant.now().toString());
        Path beside = path.resolveSibling("server.json.new");
        Files.write(beside, Json.MAPPER.writeValueAsBytes(server));
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The serving process, if one is alive; a file that a killed process left behind counts for nothing. */
    Optional<Server> read() {
        try {
            Server server = Json.MAPPER.readValue(Files.readAllBytes(path), Server.class);
            boolean whole = server.pid() > 0 && server.port() > 0 && server.started() != null;
            return whole && alive(server) ? Optional.of(server) : Optional.empty();
        } catch (IOException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A process id is used again sooner or later: whoever began after the file was written is somebody else. */
    private static boolean alive(Server server) {
        Instant written = Instant.parse(server.started());
        return ProcessHandle.of(server.pid())
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info().startInstant().orElse(Instant.MIN))
                .filter(begun -> begun.isBefore(written.plusSeconds(1)))
                .isPresent();
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
