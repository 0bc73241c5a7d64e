package io.polycritic.database.broken;

/** Beside it are scripts. */
public final class Anchor {
    private Anchor() {}
}
