package io.polycritic.runtime.launcher;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Figures of measurements as people read them, and where they were measured. */
final class Figures {
    private static final double MIB = 1 << 20;

    private Figures() {}

    /** With three significant digits or more, and no more than two after the point. */
    static String text(double value) {
        int digits = Math.abs(value) >= 100 || value == 0 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String mebibytes(double bytes) {
        return bytes == 0 ? "" : String.format(Locale.ROOT, "%.0f", bytes / MIB);
    }

    /** The machine and the Java of this process, which its children have too. */
    static Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("java", Runtime.version().toString());
        return machine;
    }
}
