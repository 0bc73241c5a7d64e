package io.polycritic.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * What became of a process that was started to be measured.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 * @param peakBytes the most memory that it had resident at any time ({@code VmHWM} of Linux, looked at while it ran); 0
 *     where the system does not tell
 */
record Trial(int exit, String out, String err, long peakBytes) {
    private static final long LOOK_MILLIS = 20;
    private static final String PEAK = "VmHWM:";

    /**
     * Runs a command to its end.
     *
     * @param words the command
     * @param environment variables that it gets besides those of this process
     * @param folder an existing folder for its output; it is also its working directory
     * @param signals ends it when this process is asked to leave, by a {@link CancellationException}
     */
    static Trial run(List<String> words, Map<String, String> environment, Path folder, Signals signals)
            throws InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = null;
        try {
            ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
            builder.environment().putAll(environment);
            process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            long peak = watch(process, signals);
            return new Trial(process.exitValue(), Files.readString(out), Files.readString(err), peak);
        } catch (IOException e) {
            throw Failure.resource(words.get(0), "cannot be carried out: " + e.getMessage(), e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    private static long watch(Process process, Signals signals) throws InterruptedException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        long peak = 0;
        do {
            if (signals.leaving()) {
                throw new CancellationException();
            }
            peak = Math.max(peak, peak(status));
        } while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        return peak;
    }

    /** The peak of a process, in bytes; 0 when it has ended or the system has no such file. */
    private static long peak(Path status) {
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith(PEAK)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException e) {
            System.getLogger(Trial.class.getName()).log(System.Logger.Level.TRACE, "the process has ended", e);
        }
        return 0;
    }

    /** The last line of standard error that says something, else of standard output. */
    String lastWords() {
        String all = err.isBlank() ? out : err;
        return all.strip().lines().reduce("", (before, line) -> line.strip());
    }
}
