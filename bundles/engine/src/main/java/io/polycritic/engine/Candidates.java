package io.polycritic.engine;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.catalog.Plugin;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which plugins could take a slot of a run. */
final class Candidates {
    private Candidates() {}

    /** The plugins whose parts can play every role that the parts ask for in a slot. */
    static List<Plugin> of(Parts parts, String slot, Collection<Plugin> plugins) {
        Kind kind = kind(slot);
        Set<Class<? extends Part>> roles = parts.all().stream()
                .flatMap(occupant -> occupant.wiring().slots().stream())
                .filter(need -> Wires.matches(need, slot))
                .map(Wiring.SlotNeed::role)
                .collect(Collectors.toSet());
        return plugins.stream()
                .filter(plugin -> plugin.kind() == kind && plugin.fault().isEmpty())
                .filter(plugin -> roles.stream().allMatch(role -> role.isAssignableFrom(plugin.partType())))
                .toList();
    }

    private static Kind kind(String slot) {
        try {
            return Kind.ofPath(slot);
        } catch (IllegalArgumentException e) {
            throw new PolycriticException(ErrorCode.USER, "slot", e.getMessage(), e);
        }
    }
}
