package io.polycritic.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a run does when a higher version of a plugin that it uses is there. */
enum UpgradePolicy {
    /** Nothing: it keeps the versions that it has. */
    PIN,
    /** Says so; somebody decides. */
    OFFER,
    /** Swaps the part warm, watched as any swap is. */
    AUTO;

    /** As run specs write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(UpgradePolicy::word).toList();
    }
}
