package io.polycritic.exports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.polycritic.store.MetricsFile;
import io.polycritic.store.RunFolder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The metrics of a run as a long table: one row for each number, in the order of the run, with the columns {@code run},
 * {@code update}, {@code steps}, {@code series} and {@code value}. Line by line, so memory does not grow with the run.
 */
final class MetricsTable {
    private static final JsonFactory JSON = new JsonFactory();

    private MetricsTable() {}

    /** Writes one row. */
    @FunctionalInterface
    private interface Row {
        void write(MetricsFile.Line line, String series, double value) throws IOException;
    }

    /** Numbers that are not finite are written as {@code NaN}, {@code inf} and {@code -inf}. */
    static void csv(RunFolder folder, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        writer.write("run,update,steps,series,value\n");
        each(folder, (line, series, value) -> {
            writer.write(folder.run());
            writer.write(',');
            writer.write(Long.toString(line.update()));
            writer.write(',');
            writer.write(Long.toString(line.steps()));
            writer.write(',');
            writer.write(quoted(series));
            writer.write(',');
            writer.write(Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : Double.toString(value));
            writer.write('\n');
        });
        writer.flush();
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** JSON has finite numbers alone; others are the texts {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}. */
    static void jsonLines(RunFolder folder, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.setRootValueSeparator(null);
            each(folder, (line, series, value) -> {
                json.writeStartObject();
                json.writeStringField("run", folder.run());
                json.writeNumberField("update", line.update());
                json.writeNumberField("steps", line.steps());
                json.writeStringField("series", series);
                json.writeNumberField("value", value);
                json.writeEndObject();
                json.writeRaw('\n');
            });
        }
    }

    private static void each(RunFolder folder, Row row) throws IOException {
        MetricsFile.read(folder.metrics(), line -> {
            for (Map.Entry<String, Double> value : line.values().entrySet()) {
                row.write(line, value.getKey(), value.getValue());
            }
        });
    }
}
