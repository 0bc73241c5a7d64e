package io.polycritic.runtime.launcher;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Says why something does not run: bundles that are not active, components with the references that nobody satisfies.
 * The component runtime's records are read by reflection: its package belongs to a bundle, not to the launcher.
 */
final class Diagnosis {
    private static final String RUNTIME = "org.osgi.service.component.runtime.ServiceComponentRuntime";
    /** {@code ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION} and {@code UNSATISFIED_REFERENCE}. */
    private static final List<Integer> UNSATISFIED = List.of(1, 2);

    private static final int FAILED_ACTIVATION = 16;

    private Diagnosis() {}

    /** The first line of the innermost cause. */
    static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.strip().lines().findFirst().orElse(cause.toString());
    }

    /** Bundles of an extent that are not active, fragments aside. */
    static List<String> inactive(BundleContext context, int level) {
        List<String> lines = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
            boolean wanted = bundle.adapt(org.osgi.framework.startlevel.BundleStartLevel.class)
                            .getStartLevel()
                    <= level;
            int rest = fragment ? Bundle.RESOLVED : Bundle.ACTIVE;
            if (wanted && bundle.getState() != rest && bundle.getState() != Bundle.STARTING) {
                lines.add(bundle.getSymbolicName() + " is not started");
            }
        }
        return lines;
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
                    String fault = fault(configuration);
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

    private static String fault(Object configuration) throws ReflectiveOperationException {
        int state = (Integer) field(configuration, "state");
        if (state == FAILED_ACTIVATION) {
            String failure = String.valueOf(field(configuration, "failure"));
            return "fails to start: " + failure.lines().findFirst().orElse("unknown cause");
        }
        if (!UNSATISFIED.contains(state)) {
            return "";
        }
        List<String> lacking = new ArrayList<>();
        Object references = field(configuration, "unsatisfiedReferences");
        for (int i = 0; i < Array.getLength(references); i++) {
            Object lack = Array.get(references, i);
            Object target = field(lack, "target");
            lacking.add(field(lack, "name") + (target == null ? "" : " " + target));
        }
        return "waits for " + (lacking.isEmpty() ? "a configuration" : String.join(", ", lacking));
    }

    private static Object describe(Object runtime) throws ReflectiveOperationException {
        Class<?> type = type(runtime, RUNTIME);
        return type.getMethod("getComponentDescriptionDTOs", Bundle[].class).invoke(runtime, (Object) new Bundle[0]);
    }

    private static Collection<?> configurations(Object runtime, Object component) throws ReflectiveOperationException {
        Class<?> type = type(runtime, RUNTIME);
        return (Collection<?>)
                type.getMethod("getComponentConfigurationDTOs", component.getClass()).invoke(runtime, component);
    }

    private static Class<?> type(Object object, String name) throws ClassNotFoundException {
        return Class.forName(name, false, object.getClass().getClassLoader());
    }

    private static Object field(Object record, String name) throws ReflectiveOperationException {
        return record.getClass().getField(name).get(record);
    }
}
