package io.polycritic.engine;

import io.polycritic.api.control.RunUser;
import java.util.Collection;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * All users of runs that there are when they are asked. Declarative Services cannot hand them over: who needs runs
 * needs the engine too. None is held longer than its answer takes.
 *
 * @param context the engine's
 */
record RunUsers(BundleContext context) implements RunUser {
    @Override
    public Optional<String> uses(String run) {
        return references().stream()
                .map(reference -> ask(reference, run))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Collection<ServiceReference<RunUser>> references() {
        try {
            return context.getServiceReferences(RunUser.class, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter is no filter", e);
        }
    }

    private Optional<String> ask(ServiceReference<RunUser> reference, String run) {
        RunUser user = context.getService(reference);
        if (user == null) {
            return Optional.empty();
        }
        try {
            return user.uses(run);
        } finally {
            context.ungetService(reference);
        }
    }
}
