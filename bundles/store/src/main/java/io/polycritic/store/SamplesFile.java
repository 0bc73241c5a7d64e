package io.polycritic.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The samples behind the measures of a run's last evaluation, one JSON object a line. */
public final class SamplesFile {
    /** How many samples of one measure are kept, the first ones; more would make a line too long to be read. */
    public static final int MOST = 1 << 15;

    private SamplesFile() {}

    /** The samples of one measure. */
    public record Samples(String name, double[] values) {}

    /** Writes all samples at once. */
    public static void write(Path file, List<Samples> all) {
        AtomicFile.write(file, out -> {
            for (Samples one : all) {
                double[] kept = one.values().length > MOST ? Arrays.copyOf(one.values(), MOST) : one.values();
                out.write(Json.line(new Samples(one.name(), kept)).getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
        });
    }

    /** Reads them; none where there is no such file. */
    public static List<Samples> read(Path file) {
        List<Samples> all = new ArrayList<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                all.add(Json.mapper().readValue(line, Samples.class));
            }
            return all;
        } catch (JsonProcessingException e) {
            throw AtomicFile.failure(file, new IOException(e.getOriginalMessage(), e));
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
    }
}
