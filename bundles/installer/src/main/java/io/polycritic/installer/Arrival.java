package io.polycritic.installer;

import io.polycritic.api.control.InstalledBundle;
import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.catalog.Catalog;
import java.io.InputStream;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Takes a jar in: receives it, looks at it, loads it, writes it down, starts it. What fails leaves nothing behind. */
record Arrival(Holdings holdings, Catalog catalog) {
    private static final String VERSION = "jar." + Constants.BUNDLE_VERSION;

    InstalledBundle take(InputStream in, boolean update) {
        Shelf shelf = holdings.shelf();
        Path jar = shelf.receive(in);
        try {
            Described described = Inspection.of(jar);
            synchronized (holdings) {
                return holdings.view(take(described, jar, update));
            }
        } finally {
            shelf.discard(jar);
        }
    }

    private Holding take(Described described, Path jar, boolean update) {
        check(described, update);
        Holding there = holdings.get(described.pin());
        boolean older = holdings.host().highest(described.name()).compareTo(described.version()) > 0;
        if (there != null) {
            if (!there.described().sha256().equals(described.sha256())) {
                throw new PolycriticException(
                        ErrorCode.CONFLICT,
                        VERSION,
                        "found " + described.version() + ", of which another jar is there (SHA-256 "
                                + there.described().sha256() + "); a new jar needs a new version");
            }
            if (there.isLoaded() || there.isKept() && older) {
                return there;
            }
        }
        if (older && holdings.uses().of(described).isEmpty()) {
            Version highest = holdings.host().highest(described.name());
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    VERSION,
                    "found " + described.version() + ", which is older than " + highest + " that is there; remove that"
                            + " first, or give the new jar a higher version");
        }
        return add(described, jar);
    }

    private void check(Described described, boolean update) {
        boolean ships = holdings.host().ships(described.name());
        if (ships
                && catalog.plugins().stream()
                        .noneMatch(plugin -> plugin.bundle().equals(described.name()))) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT,
                    "jar." + Constants.BUNDLE_SYMBOLICNAME,
                    "'" + described.name() + "' is a bundle of the platform itself");
        }
        if (holdings.host().ships(described)) {
            throw new PolycriticException(
                    ErrorCode.CONFLICT, VERSION, described.pin() + " is a part of the distribution already");
        }
        if (update && !ships && !holdings.has(described.name())) {
            throw new PolycriticException(
                    ErrorCode.NOT_FOUND,
                    "jar." + Constants.BUNDLE_SYMBOLICNAME,
                    "found '" + described.name() + "', of which no version is there to update; install it instead");
        }
    }

    /** The jar is on disk before the bundle starts, for then runs may take its plugins. */
    private Holding add(Described described, Path jar) {
        Host host = holdings.host();
        Shelf shelf = holdings.shelf();
        Bundle bundle = host.load(described, jar);
        try {
            shelf.put(jar, described);
            host.start(bundle);
        } catch (RuntimeException e) {
            host.unload(bundle);
            shelf.withdraw(described);
            throw e;
        }
        shelf.forget(described);
        return holdings.put(new Holding(described, bundle, false, System.nanoTime(), ""));
    }
}
