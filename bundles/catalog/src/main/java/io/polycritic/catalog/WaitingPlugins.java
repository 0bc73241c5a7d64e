package io.polycritic.catalog;

import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PluginId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Finds plugin components that Declarative Services cannot satisfy, and says what they wait for. */
public final class WaitingPlugins {
    private final ServiceComponentRuntime components;

    WaitingPlugins(ServiceComponentRuntime components) {
        this.components = components;
    }

    /** A plugin that waits, and for what. */
    public record Waiting(Kind kind, String id, String version, String bundle, String reason) {}

    List<Waiting> list() {
        List<Waiting> found = new ArrayList<>();
        if (components == null) {
            return found;
        }
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            Object id = component.properties.get(PluginId.PROPERTY);
            Kind kind = Stream.of(component.serviceInterfaces)
                    .map(Catalog::kindOf)
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (id == null || kind == null) {
                continue;
            }
            for (ComponentConfigurationDTO instance : components.getComponentConfigurationDTOs(component)) {
                String reason = reason(instance);
                if (!reason.isEmpty()) {
                    found.add(new Waiting(
                            kind, String.valueOf(id), component.bundle.version, component.bundle.symbolicName, reason));
                }
            }
        }
        return found;
    }

    private static String reason(ComponentConfigurationDTO instance) {
        if (instance.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
            return Stream.of(instance.unsatisfiedReferences)
                    .map(reference -> "needs a service for its reference '" + reference.name + "'"
                            + (reference.target == null ? "" : " with " + reference.target))
                    .collect(Collectors.joining("; "));
        } else if (instance.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            return "failed to start: " + instance.failure.lines().findFirst().orElse("");
        }
        return "";
    }
}
