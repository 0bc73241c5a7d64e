package io.polycritic.nd4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether OpenBLAS has kernels for small matrices on this processor. Only those for AVX-512 are, and of processors that
 * are younger than itself OpenBLAS knows Intel's alone, unless it is told to take them.
 */
final class SmallKernels {
    /** By this environment variable OpenBLAS is told which kernels to take. */
    private static final String CORE = "OPENBLAS_CORETYPE";

    private static final Set<String> CORES = Set.of("SKYLAKEX", "COOPERLAKE", "SAPPHIRERAPIDS");
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final List<String> AVX512 = List.of("avx512f", "avx512dq", "avx512cd", "avx512bw", "avx512vl");

    private SmallKernels() {}

    static boolean arePresent() {
        String core = System.getenv(CORE);
        if (core != null) {
            return arePresent(core);
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            // The first processor of a machine speaks for all.
            return arePresent(lines.takeWhile(line -> !line.isEmpty()).toList());
        } catch (IOException e) {
            return false;
        }
    }

    /** For kernels that OpenBLAS is told to take. */
    static boolean arePresent(String core) {
        return CORES.contains(core.toUpperCase(Locale.ROOT));
    }

    /** For what Linux says of a processor, a line {@code name : value} for each property. */
    static boolean arePresent(List<String> processor) {
        return property(processor, "vendor_id").contains("GenuineIntel")
                && property(processor, "flags").containsAll(AVX512);
    }

    private static List<String> property(List<String> processor, String name) {
        return processor.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> Arrays.asList(line.split("[:\\s]+")))
                .orElse(List.of());
    }
}
