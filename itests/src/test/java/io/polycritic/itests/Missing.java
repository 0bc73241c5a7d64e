package io.polycritic.itests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What keeps bundles and components from working, down to the causes. */
final class Missing {
    private final BundleContext context;
    private final ServiceComponentRuntime runtime;
    private final Collection<ComponentDescriptionDTO> components;

    Missing(BundleContext context) {
        this.context = context;
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        this.runtime = reference == null ? null : context.getService(reference);
        this.components = runtime == null ? List.of() : runtime.getComponentDescriptionDTOs();
    }

    static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.UNINSTALLED -> "UNINSTALLED";
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.STARTING -> "STARTING";
            case Bundle.STOPPING -> "STOPPING";
            default -> "ACTIVE";
        };
    }

    /** The names of components that wait or have failed. */
    List<String> unsatisfied() {
        if (runtime == null) {
            return List.of("the component runtime");
        }
        return components.stream()
                .filter(component -> faulty(component) != null)
                .map(component -> component.name)
                .sorted()
                .toList();
    }

    private ComponentConfigurationDTO faulty(ComponentDescriptionDTO component) {
        return runtime.getComponentConfigurationDTOs(component).stream()
                .filter(configuration -> configuration.state != ComponentConfigurationDTO.ACTIVE
                        && configuration.state != ComponentConfigurationDTO.SATISFIED
                        // A component that waits for a configuration that nobody has given is not wanted.
                        && configuration.state != ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION)
                .findFirst()
                .orElse(null);
    }

    /**
     * Bundles that do not run with the reason; each waiting component with what it lacks, and why that is not there.
     */
    String tree() {
        StringBuilder text = new StringBuilder("What is missing:\n");
        if (runtime == null) {
            text.append("  the component runtime is not there\n");
        }
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            if (!fragment && bundle.getState() != Bundle.ACTIVE) {
                text.append("  bundle ")
                        .append(bundle.getSymbolicName())
                        .append(" is ")
                        .append(state(bundle));
                text.append(": ").append(reason(bundle)).append('\n');
            }
        }
        for (ComponentDescriptionDTO component : components) {
            if (faulty(component) != null) {
                describe(component, "  ", new HashSet<>(), text);
            }
        }
        return text.toString();
    }

    private static String reason(Bundle bundle) {
        try {
            bundle.start();
            return "it starts now that it is asked again";
        } catch (BundleException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void describe(ComponentDescriptionDTO component, String indent, Set<String> above, StringBuilder text) {
        text.append(indent)
                .append("component ")
                .append(component.name)
                .append(" of ")
                .append(component.bundle.symbolicName);
        ComponentConfigurationDTO configuration = faulty(component);
        if (configuration == null) {
            text.append(" works\n");
            return;
        }
        if (!above.add(component.name)) {
            text.append(" (a circle)\n");
            return;
        }
        text.append(
                configuration.failure == null
                        ? ""
                        : " failed: "
                                + configuration.failure.lines().findFirst().orElse(""));
        text.append('\n');
        for (UnsatisfiedReferenceDTO lack : configuration.unsatisfiedReferences) {
            lacking(component, lack, indent + "  ", above, text);
        }
        above.remove(component.name);
    }

    private void lacking(
            ComponentDescriptionDTO component,
            UnsatisfiedReferenceDTO lack,
            String indent,
            Set<String> above,
            StringBuilder text) {
        String type = Arrays.stream(component.references)
                .filter(reference -> reference.name.equals(lack.name))
                .map((ReferenceDTO reference) -> reference.interfaceName)
                .findFirst()
                .orElse(lack.name);
        text.append(indent).append("lacks ").append(type);
        text.append(lack.target == null ? "" : " " + lack.target).append('\n');
        List<ComponentDescriptionDTO> sources = new ArrayList<>();
        for (ComponentDescriptionDTO each : components) {
            if (List.of(each.serviceInterfaces).contains(type)) {
                sources.add(each);
            }
        }
        if (sources.isEmpty()) {
            text.append(indent).append("  which no component of a started bundle offers\n");
        }
        sources.forEach(source -> describe(source, indent + "  ", above, text));
    }
}
