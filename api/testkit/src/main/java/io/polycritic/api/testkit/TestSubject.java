package io.polycritic.api.testkit;

import io.polycritic.api.environment.World;
import io.polycritic.api.evaluation.Subject;
import io.polycritic.api.plugin.Part;
import java.util.Map;
import java.util.Optional;

/**
 * A subject made of given parts.
 *
 * @param steps the steps that the run had made
 * @param parts part by slot path
 * @param world a world for evaluators
 */
public record TestSubject(long steps, Map<String, Part> parts, World world) implements Subject {
    @Override
    public <T extends Part> Optional<T> part(String path, Class<T> role) {
        return Optional.ofNullable(parts.get(path)).filter(role::isInstance).map(role::cast);
    }
}
