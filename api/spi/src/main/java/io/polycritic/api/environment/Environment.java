package io.polycritic.api.environment;

import io.polycritic.api.plugin.Part;

/** A source of experience. */
public sealed interface Environment extends Part permits World, DataStream {
    /**
     * What it is like; does not change while the part lives.
     *
     * @return the description
     */
    EnvironmentSpec spec();
}
