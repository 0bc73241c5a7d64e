package io.polycritic.itests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command line of the distribution, as a process of its own. */
final class Command implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 180;

    private final List<String> words;
    private final Process process;
    private final Path out;
    private final Path err;

    private Command(List<String> words, Process process, Path out, Path err) {
        this.words = words;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** What a command came to. */
    record Result(List<String> words, int exit, String out, String err) {
        /** Standard output, which must be one JSON document and nothing else. */
        JsonNode json() {
            try {
                return Specs.MAPPER
                        .reader()
                        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("standard output is not one JSON document: " + this, e);
            }
        }
    }

    /** Starts a command. */
    static Command start(TestFolder test, String... arguments) throws IOException {
        Path folder = Files.createTempDirectory(test.path(), "command-");
        List<String> words = new ArrayList<>();
        words.add(Distribution.home().resolve("bin/polycritic").toString());
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("POLYCRITIC_"));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = builder.directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        return new Command(words, process, out, err);
    }

    /** Carries out a command to its end. */
    static Result run(TestFolder test, String... arguments) throws Exception {
        try (Command command = start(test, arguments)) {
            return command.result();
        }
    }

    Result result() throws IOException, InterruptedException {
        return result(PATIENCE_SECONDS);
    }

    /** The result of a command that may take so many seconds. */
    Result result(long patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience, TimeUnit.SECONDS)) {
            throw new AssertionError("no end within " + patience + " s: " + this);
        }
        return new Result(words, process.exitValue(), Files.readString(out), Files.readString(err));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Standard output as far as there is any. */
    String out() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            return "";
        }
    }

    String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** As Ctrl-C of the system: the command may tidy up. */
    Result terminate() throws IOException, InterruptedException {
        process.destroy();
        return result();
    }

    /** As {@code kill -9}. */
    Result kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        return result();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return words + "\n" + err();
    }
}
