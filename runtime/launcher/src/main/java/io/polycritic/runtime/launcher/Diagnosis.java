package io.polycritic.runtime.launcher;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Says why something does not run: bundles that are not active, components with the references that nobody satisfies.
 * The component runtime's records are read by reflection: its package belongs to a bundle, not to the launcher.
 */
final class Diagnosis {
    private static final String RUNTIME = "org.osgi.service.component.runtime.ServiceComponentRuntime";
    /**
     * {@code ComponentConfigurationDTO.UNSATISFIED_REFERENCE}. Who waits for a configuration that nobody has given is
     * not wanted, rather than missing something.
     */
    private static final int UNSATISFIED_REFERENCE = 2;

    private static final int FAILED_ACTIVATION = 16;

    private static final Pattern MISSING = Pattern.compile(
            "missing requirement \\[[^]]*\\]\\([^)]*\\)\\] (\\S+); (.*?)(?= Unresolved| \\[caused by|$)");

    private Diagnosis() {}

    /** The innermost cause on one line; of an unresolved bundle only what it needs. */
    static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        Matcher missing = MISSING.matcher(message);
        List<String> needs = new ArrayList<>();
        while (missing.find()) {
            needs.add(missing.group(1) + " " + missing.group(2).strip());
        }
        // The deepest requirement is named last; those above it fail because of it.
        return needs.isEmpty()
                ? message.strip().lines().findFirst().orElse("")
                : "needs " + needs.get(needs.size() - 1);
    }

    /** One line for each component of a started bundle that cannot work, with the references that it lacks. */
    static List<String> unsatisfied(BundleContext context) {
        ServiceReference<?> reference = context.getServiceReference(RUNTIME);
        Object runtime = reference == null ? null : context.getService(reference);
        if (runtime == null) {
            return List.of("the component runtime is missing");
        }
        List<String> lines = new ArrayList<>();
        try {
            for (Object component : (Collection<?>) describe(runtime)) {
                for (Object configuration : configurations(runtime, component)) {
                    String fault = fault(component, configuration);
                    if (!fault.isEmpty()) {
                        lines.add("component " + field(component, "name") + " " + fault);
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the component runtime is not as expected", e);
        } finally {
            context.ungetService(reference);
        }
        return lines;
    }

    private static String fault(Object component, Object configuration) throws ReflectiveOperationException {
        int state = (Integer) field(configuration, "state");
        if (state == FAILED_ACTIVATION) {
            String failure = String.valueOf(field(configuration, "failure"));
            return "fails to start: " + failure.lines().findFirst().orElse("unknown cause");
        }
        if (state != UNSATISFIED_REFERENCE) {
            return "";
        }
        List<String> lacking = new ArrayList<>();
        Object references = field(configuration, "unsatisfiedReferences");
        for (int i = 0; i < Array.getLength(references); i++) {
            Object lack = Array.get(references, i);
            Object target = field(lack, "target");
            lacking.add(service(component, field(lack, "name")) + (target == null ? "" : " " + target));
        }
        return "waits for " + String.join(", ", lacking);
    }

    /** The type of the service that a reference asks for; the names of constructor parameters say nothing. */
    private static String service(Object component, Object reference) throws ReflectiveOperationException {
        Object references = field(component, "references");
        for (int i = 0; i < Array.getLength(references); i++) {
            Object described = Array.get(references, i);
            if (reference.equals(field(described, "name"))) {
                return String.valueOf(field(described, "interfaceName"));
            }
        }
        return String.valueOf(reference);
    }

    private static Object describe(Object runtime) throws ReflectiveOperationException {
        Class<?> type = type(runtime, RUNTIME);
        return type.getMethod("getComponentDescriptionDTOs", Bundle[].class).invoke(runtime, (Object) new Bundle[0]);
    }

    private static Collection<?> configurations(Object runtime, Object component) throws ReflectiveOperationException {
        Class<?> type = type(runtime, RUNTIME);
        return (Collection<?>) type.getMethod("getComponentConfigurationDTOs", component.getClass())
                .invoke(runtime, component);
    }

    private static Class<?> type(Object object, String name) throws ClassNotFoundException {
        return Class.forName(name, false, object.getClass().getClassLoader());
    }

    private static Object field(Object record, String name) throws ReflectiveOperationException {
        return record.getClass().getField(name).get(record);
    }
}
