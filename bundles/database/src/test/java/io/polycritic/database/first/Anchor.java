package io.polycritic.database.first;

/** Beside it are scripts. */
public final class Anchor {
    private Anchor() {}
}
