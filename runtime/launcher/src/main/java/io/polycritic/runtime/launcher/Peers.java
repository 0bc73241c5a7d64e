package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.BenchCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Scripts of another program that do what our cases do. Which cases a script serves is known from its file name. */
final class Peers {
    private static final Path USUAL_PYTHON = Path.of("/usr/bin/python3");
    private static final Pattern IMPORT = Pattern.compile("^(?:import|from) +([\\w., ]+)", Pattern.MULTILINE);
    private static final String INSTALL = "apt-get install";

    private final String python;
    private final Map<String, Path> scripts = new LinkedHashMap<>();

    private Peers(String python) {
        this.python = python;
    }

    /**
     * What a script measured.
     *
     * @param figure in the unit of the case
     * @param peakBytes the most memory that its process had resident
     * @param threads how many threads it was told to use, or null
     */
    record Result(double figure, long peakBytes, Integer threads) {}

    /**
     * Finds the scripts.
     *
     * @param given files and folders that hold them
     * @param python the interpreter, or null for the usual one
     * @param cases what can be measured
     */
    static Peers of(List<Path> given, String python, List<BenchCase> cases) {
        Set<String> names = new TreeSet<>();
        cases.forEach(each -> names.add(each.peerScript()));
        String usual = Files.isExecutable(USUAL_PYTHON) ? USUAL_PYTHON.toString() : "python3";
        Peers peers = new Peers(python == null ? usual : python);
        for (Path path : given) {
            peers.add(path.toAbsolutePath().normalize(), names);
        }
        return peers;
    }

    private void add(Path path, Set<String> names) {
        if (Files.isDirectory(path)) {
            List<Path> found = names.stream()
                    .map(path::resolve)
                    .filter(Files::isRegularFile)
                    .toList();
            if (found.isEmpty()) {
                throw Failure.usage("--peer", "'" + path + "' holds none of " + String.join(", ", names));
            }
            found.forEach(script -> scripts.put(script.getFileName().toString(), script));
        } else if (!Files.isRegularFile(path)) {
            throw Failure.usage("--peer", "there is no file '" + path + "'");
        } else if (!names.contains(path.getFileName().toString())) {
            throw Failure.usage(
                    "--peer", "'" + path + "' serves no case; scripts that do are called " + String.join(", ", names));
        } else {
            scripts.put(path.getFileName().toString(), path);
        }
    }

    boolean serves(BenchCase one) {
        return scripts.containsKey(one.peerScript());
    }

    /** Sees to it that the interpreter has the modules which the scripts import. */
    void check(Path folder, Signals signals) throws InterruptedException {
        for (Path script : scripts.values()) {
            String text = read(script);
            List<String> imports =
                    IMPORT.matcher(text).results().map(MatchResult::group).toList();
            if (imports.isEmpty()) {
                continue;
            }
            Trial trial;
            try {
                trial = Trial.run(List.of(python, "-c", String.join("\n", imports)), Map.of(), folder, signals);
            } catch (Failure e) {
                throw Failure.usage("--python", "'" + python + "' cannot be started" + needs(text));
            }
            if (trial.exit() != 0) {
                throw Failure.usage(
                        "--peer",
                        script.getFileName() + " cannot run on " + python + ": " + trial.lastWords() + needs(text));
            }
        }
    }

    /** What a script's header says that it needs. */
    private static String needs(String text) {
        return text.lines()
                .filter(line -> line.contains(INSTALL))
                .findFirst()
                .map(line -> "; it needs: " + line.strip().replaceAll(" +", " "))
                .orElse("; on Debian: " + INSTALL + " python3-torch python3-numpy libopenblas0");
    }

    private static String read(Path script) {
        try {
            return Files.readString(script);
        } catch (IOException e) {
            throw Failure.usage("--peer", "'" + script + "' cannot be read: " + e.getMessage());
        }
    }

    /** Runs the script of a case in a process of its own. */
    Result measure(BenchCase one, Path folder, Signals signals) throws InterruptedException {
        List<String> words =
                new ArrayList<>(List.of(python, scripts.get(one.peerScript()).toString()));
        words.addAll(one.peerArguments());
        Trial trial = Trial.run(words, Map.of(), folder, signals);
        String field = one.unit() == BenchCase.Unit.STEPS_PER_SECOND ? "env_steps_per_s" : "us_per_step";
        if (trial.exit() != 0) {
            throw Failure.resource(
                    one.peerScript(), "ended with exit code " + trial.exit() + ": " + trial.lastWords(), null);
        }
        String line = trial.out().strip().lines().reduce("", (before, next) -> next);
        try {
            JsonNode document = Json.MAPPER.readTree(line);
            JsonNode figure = document.path(field);
            if (figure.isNumber() && figure.doubleValue() > 0) {
                JsonNode threads = document.path("threads");
                return new Result(figure.doubleValue(), trial.peakBytes(), threads.isInt() ? threads.intValue() : null);
            }
        } catch (JsonProcessingException e) {
            throw Failure.resource(one.peerScript(), "its last line is no JSON: '" + line + "'", e);
        }
        throw Failure.resource(one.peerScript(), "its last line has no positive number " + field + ": " + line, null);
    }
}
