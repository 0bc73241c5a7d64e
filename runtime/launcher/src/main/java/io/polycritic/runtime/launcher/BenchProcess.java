package io.polycritic.runtime.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.polycritic.api.control.BenchMeasurement;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures in new processes of this program. They get the options of Java with which this process was started, so the
 * start script is the only place that has them.
 */
final class BenchProcess {
    private static final TypeReference<List<BenchMeasurement>> MEASUREMENTS = new TypeReference<>() {};

    private final Polycritic root;
    private final Scratch scratch;
    private final boolean quick;

    BenchProcess(Polycritic root, Scratch scratch, boolean quick) {
        this.root = root;
        this.scratch = scratch;
        this.quick = quick;
    }

    /**
     * What a process measured.
     *
     * @param measurements in the order of the cases
     * @param peakBytes the most memory that it had resident
     */
    record Result(List<BenchMeasurement> measurements, long peakBytes) {
        BenchMeasurement only() {
            return measurements.get(0);
        }
    }

    /** Measures cases one after the other in one new process. */
    Result measure(List<String> cases) throws InterruptedException {
        return measure(cases, List.of(), Map.of());
    }

    /** The same with further options of Java and variables. */
    Result measure(List<String> cases, List<String> options, Map<String, String> environment)
            throws InterruptedException {
        Path folder = scratch.folder();
        List<String> words = command(root, options);
        words.addAll(List.of("bench", "measure"));
        words.addAll(cases);
        if (quick) {
            words.add("--quick");
        }
        words.addAll(List.of("--json", "--data", folder.resolve("data").toString()));
        Trial trial = Trial.run(words, environment, folder, root.signals());
        if (trial.exit() != 0) {
            throw Failure.resource(String.join(" ", cases), "the process failed: " + trial.lastWords(), null);
        }
        return new Result(read(trial), trial.peakBytes());
    }

    /** The words that start this program once more; its own words are to follow. */
    static List<String> command(Polycritic root, List<String> options) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.add("-Dpolycritic.home=" + root.installation().root());
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return words;
    }

    private static List<BenchMeasurement> read(Trial trial) {
        try {
            JsonNode document = Json.MAPPER.readTree(trial.out());
            return Json.MAPPER.convertValue(document.path("measurements"), MEASUREMENTS);
        } catch (JsonProcessingException e) {
            throw Failure.resource("bench measure", "printed no JSON document: " + trial.lastWords(), e);
        }
    }
}
