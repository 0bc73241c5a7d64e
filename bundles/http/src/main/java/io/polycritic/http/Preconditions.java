package io.polycritic.http;

import io.polycritic.api.control.UserView;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * {@code If-Match}: carries out a change only if what it was made for is still the same. Of several such changes of one
 * thing, one is carried out at a time, so that each sees the one before it.
 */
final class Preconditions {
    private static final int LOCKS = 64;

    private final Supplier<Gate> gate;
    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

    Preconditions(Supplier<Gate> gate) {
        this.gate = gate;
        Arrays.setAll(locks, each -> new ReentrantLock());
    }

    /** Whether a route changes something that has an entity tag. */
    static boolean applies(Router.Route route) {
        return !route.method().equals("GET")
                && (route.variables().contains("run") || route.variables().contains("user"));
    }

    Reply hold(Call call, Router.Route route, Callable<Reply> work) throws Exception {
        String wanted = call.request().getHeader(EntityTags.IF_MATCH);
        if (wanted == null || call.reads()) {
            return work.call();
        }
        if (!applies(route)) {
            throw HttpProblem.user(EntityTags.IF_MATCH, "is for changes of runs and users; nothing here has a tag");
        }
        String name = call.path(route.variables().get(0));
        ReentrantLock lock = locks[Math.floorMod(name.hashCode(), LOCKS)];
        lock.lock();
        try {
            String tag = EntityTags.of(
                    route.variables().contains("run") ? call.control().run(name) : user(name));
            if (!EntityTags.isUnchanged(wanted, tag)) {
                throw HttpProblem.of(
                        412, "CONFLICT", EntityTags.IF_MATCH, "'" + name + "' has been changed since; read it again");
            }
            return work.call();
        } finally {
            lock.unlock();
        }
    }

    private UserView user(String name) {
        return AccountRoutes.find(gate.get().accounts(), name);
    }
}
