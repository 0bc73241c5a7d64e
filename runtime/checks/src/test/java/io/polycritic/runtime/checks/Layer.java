package io.polycritic.runtime.checks;

import java.util.EnumSet;
import java.util.Set;

/** The layers of the house; each may use those that it names. */
enum Layer {
    /** What others compile against. */
    API("API"),
    /** Plain code that plugins share. */
    LIBRARY("Libraries"),
    /** The platform's own bundles. */
    PLATFORM("Platform"),
    /** What a person swaps. */
    PLUGIN("Plugins"),
    /** How people and programs reach the platform. */
    FACE("Faces"),
    /** Bundles of other projects. */
    OTHER("Libraries of others");

    /** Bundles that plugins may use besides the API. A new one is entered here. */
    private static final Set<String> LIBRARIES = Set.of(
            "io.polycritic.compression",
            "io.polycritic.contrastive",
            "io.polycritic.critique",
            "io.polycritic.datasets",
            "io.polycritic.games",
            "io.polycritic.language",
            "io.polycritic.multitask",
            "io.polycritic.nn",
            "io.polycritic.numerics",
            "io.polycritic.preference",
            "io.polycritic.rl",
            "io.polycritic.scenes",
            "io.polycritic.search",
            "io.polycritic.vision",
            "io.polycritic.vlm");

    private static final Set<String> FACES =
            Set.of("io.polycritic.http", "io.polycritic.console", "io.polycritic.monitoring");

    private final String title;

    Layer(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    static Layer of(String bundle) {
        if (!bundle.startsWith("io.polycritic.")) {
            return OTHER;
        }
        if (bundle.startsWith("io.polycritic.api.")) {
            return API;
        }
        if (bundle.startsWith("io.polycritic.plugins.")) {
            return PLUGIN;
        }
        if (FACES.contains(bundle)) {
            return FACE;
        }
        return LIBRARIES.contains(bundle) ? LIBRARY : PLATFORM;
    }

    Set<Layer> mayUse() {
        return switch (this) {
            case API -> EnumSet.of(API);
            case LIBRARY -> EnumSet.of(API, LIBRARY);
            case PLATFORM -> EnumSet.of(API, LIBRARY, PLATFORM, OTHER);
            case PLUGIN -> EnumSet.of(API, LIBRARY, OTHER);
            case FACE -> EnumSet.of(API, OTHER);
            case OTHER -> EnumSet.of(OTHER);
        };
    }
}
