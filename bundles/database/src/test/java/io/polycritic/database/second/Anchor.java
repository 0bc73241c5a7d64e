package io.polycritic.database.second;

/** Beside it are scripts. */
public final class Anchor {
    private Anchor() {}
}
