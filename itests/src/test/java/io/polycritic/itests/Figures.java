package io.polycritic.itests;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Lines of figures, with the time and the load of the machine at that moment. */
final class Figures {
    void say(String format, Object... arguments) throws IOException {
        String line = String.format(
                Locale.ROOT,
                "%s load %.1f: %s%n",
                Instant.now(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                String.format(Locale.ROOT, format, arguments));
        Path file = Path.of(System.getProperty("polycritic.itests.target"), "figures.txt");
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** How long an answer takes, in milliseconds, connection and body included. */
    double millis(Served server, String path) throws Exception {
        long begin = System.nanoTime();
        int status = server.authorized(path).statusCode();
        if (status != 200) {
            throw new AssertionError(path + ": " + status);
        }
        return (System.nanoTime() - begin) / 1e6;
    }

    /** Of numbers the 5th, 50th, 95th and 99th percentile, by nearest rank. */
    static String quantiles(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        StringBuilder text = new StringBuilder();
        for (int percent : new int[] {5, 50, 95, 99}) {
            int rank = Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1);
            text.append(String.format(Locale.ROOT, "p%d %.4g  ", percent, sorted.get(rank)));
        }
        return text + "of " + sorted.size();
    }
}
