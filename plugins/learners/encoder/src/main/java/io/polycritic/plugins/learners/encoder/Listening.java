package io.polycritic.plugins.learners.encoder;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.environment.MultiViewStream;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import java.util.List;

/** The environment and the critics that a learner's graph is made for, and whether one of them has changed. */
final class Listening {
    private final PartContext context;
    private final Slot<MultiViewStream> environment;
    private List<Slot<LossCritic>> critics = List.of();
    private int[] revisions = new int[0];
    private int views;

    Listening(PartContext context) {
        this.context = context;
        this.environment = context.slot(Kind.ENVIRONMENT.single(), MultiViewStream.class);
    }

    /** Looks at all slots; returns whether the graph must be built anew. */
    boolean look() {
        List<Slot<LossCritic>> found = context.slots(Kind.CRITIC, LossCritic.class);
        int shown = environment.get().views();
        boolean same = shown == views && same(found);
        if (!same) {
            if (found.isEmpty()) {
                throw new InvalidConfigException("critics", "at least one critic slot is needed (critics.<name>)");
            }
            critics = found;
            revisions = found.stream().mapToInt(Slot::revision).toArray();
            views = shown;
        }
        for (int k = 0; k < critics.size(); k++) {
            if (!Double.isFinite(critics.get(k).weight())) {
                throw new InvalidConfigException(
                        critics.get(k).path() + ".weight",
                        "found " + critics.get(k).weight() + ", allowed is a finite number");
            }
        }
        return !same;
    }

    private boolean same(List<Slot<LossCritic>> found) {
        if (found.size() != revisions.length || found.isEmpty()) {
            return false;
        }
        for (int k = 0; k < revisions.length; k++) {
            if (!found.get(k).path().equals(critics.get(k).path())
                    || found.get(k).revision() != revisions[k]) {
                return false;
            }
        }
        return true;
    }

    MultiViewStream stream() {
        return environment.get();
    }

    int views() {
        return views;
    }

    List<Slot<LossCritic>> critics() {
        return critics;
    }
}
