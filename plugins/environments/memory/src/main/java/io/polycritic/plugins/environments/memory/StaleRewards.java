package io.polycritic.plugins.environments.memory;

import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.Slot;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.reward.RewardModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows which remembered rewards come from reward models, or settings of theirs, that are no longer there, and scores
 * them again if that is wanted: a bounded number in each round, in the order of their positions.
 */
final class StaleRewards {
    /** What becomes of rewards whose reward model is no longer there. */
    public enum Policy {
        /** They stay until their rows are forgotten. */
        KEEP,
        /** They are scored again by the present reward model, where rows hold all that it needs. */
        RELABEL
    }

    /** Rows that are scored again in a round, at least, for each reward. */
    static final int ROWS = 1024;

    private static final String PREFIX = Fields.rewards("");

    private final PartContext context;
    private final Policy policy;
    private final Map<String, Reward> rewards = new LinkedHashMap<>();
    private final List<Reward> order = new ArrayList<>();
    private int[] revisions = {};
    private int steps = 1;
    private Rescoring.Chunk chunk;

    /** A reward column. */
    private static final class Reward {
        private final String name;
        private final String metric;
        private final Stamps stamps = new Stamps();
        private Rescoring rescoring;

        /** Rows are scored from the round after the change on, when the model has seen new steps. */
        private boolean changed;

        Reward(String field) {
            name = field.substring(PREFIX.length());
            metric = "staleRewards." + name;
        }
    }

    StaleRewards(PartContext context, Policy policy) {
        this.context = context;
        this.policy = policy;
    }

    boolean relabels() {
        return policy == Policy.RELABEL;
    }

    static boolean isReward(FieldSpec field) {
        return field.name().startsWith(PREFIX);
    }

    private List<Slot<RewardModel>> slots() {
        return context.slots(Kind.REWARD_MODEL, RewardModel.class);
    }

    /**
     * Fills reward columns that are new with what reward models say of remembered rows.
     *
     * @param columns all columns, the new ones of size 0
     * @param size how many rows there are
     * @return what is missing to do so; nothing if all new columns were filled
     */
    List<String> fill(Map<String, Column> columns, int size) {
        List<String> missing = new ArrayList<>();
        Rescoring.Chunk whole = Rescoring.Chunk.of(Math.min(size, ROWS), 1);
        for (Slot<RewardModel> slot : slots()) {
            Column column = columns.get(Fields.rewards(slot.name()));
            if (column != null && column.numbers().length == 0) {
                Rescoring rescoring = new Rescoring(slot, columns);
                missing.addAll(rescoring.missing());
                if (missing.isEmpty()) {
                    column.room(size);
                    for (int first = 0; first < size; first += ROWS) {
                        int count = Math.min(whole.positions().length, size - first);
                        for (int i = 0; i < count; i++) {
                            whole.positions()[i] = first + i;
                        }
                        rescoring.score(columns, whole, count);
                    }
                }
            }
        }
        columns.forEach((name, column) -> {
            if (name.startsWith(PREFIX) && column.numbers().length == 0 && missing.isEmpty()) {
                missing.add(name);
            }
        });
        return missing;
    }

    /** Takes over the reward columns among those that rows have from now on. */
    void open(List<FieldSpec> fields) {
        Map<String, Reward> kept = new LinkedHashMap<>();
        for (FieldSpec field : fields) {
            if (isReward(field)) {
                Reward known = rewards.get(field.name());
                kept.put(field.name(), known == null ? new Reward(field.name()) : known);
            }
        }
        rewards.clear();
        rewards.putAll(kept);
        revisions = new int[0];
    }

    /** Looks at the reward slots and scores rows again, if there are any to be scored. */
    void refresh(Map<String, Column> columns, int lanes, int size) {
        List<Slot<RewardModel>> slots = slots();
        if (!seen(slots)) {
            look(slots, columns, size);
        }
        for (int i = 0; i < order.size(); i++) {
            Reward reward = order.get(i);
            if (relabels() && reward.stamps.stale() > 0 && !reward.changed) {
                relabel(reward, columns, lanes, size);
            }
            reward.changed = false;
            context.metrics().record(reward.metric, size == 0 ? 0 : reward.stamps.stale() / (double) size);
        }
    }

    private boolean seen(List<Slot<RewardModel>> slots) {
        boolean same = slots.size() == revisions.length && revisions.length > 0;
        for (int i = 0; same && i < revisions.length; i++) {
            same = slots.get(i).revision() == revisions[i];
        }
        return same;
    }

    private void look(List<Slot<RewardModel>> slots, Map<String, Column> columns, int size) {
        Map<String, String> makers = new LinkedHashMap<>();
        order.clear();
        for (Slot<RewardModel> slot : slots) {
            StringBuilder maker = new StringBuilder(slot.name() + ":" + slot.revision());
            for (FieldSpec need : slot.get().wiring().needs()) {
                // A reward that is made of others is as old as the oldest of them; these come before it.
                maker.append(makers.containsKey(need.name()) ? " (" + makers.get(need.name()) + ")" : "");
            }
            String field = Fields.rewards(slot.name());
            makers.put(field, maker.toString());
            Reward reward = rewards.get(field);
            if (reward != null) {
                order.add(reward);
                reward.rescoring = new Rescoring(slot, columns);
                reward.changed = reward.stamps.notice(maker.toString(), size);
                if (reward.changed) {
                    report(reward, size);
                }
            }
        }
        revisions = slots.stream().mapToInt(Slot::revision).toArray();
    }

    private void report(Reward reward, int size) {
        List<String> missing = reward.rescoring.missing();
        String becomes = !relabels()
                ? "they are kept, as the setting staleRewards says"
                : missing.isEmpty()
                        ? "they are scored again, " + ROWS + " in a round"
                        : "they are kept, because rows lack " + missing + " to be scored again";
        context.logger()
                .log(
                        missing.isEmpty() || !relabels() ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                        "the reward model of {0} or what it depends on is another one than that of {1} rows; {2}",
                        PREFIX + reward.name,
                        size,
                        becomes);
    }

    private void relabel(Reward reward, Map<String, Column> columns, int lanes, int size) {
        if (!reward.rescoring.missing().isEmpty()) {
            return;
        }
        if (chunk == null || chunk.positions().length != steps * lanes) {
            chunk = Rescoring.Chunk.of(steps, lanes);
        }
        for (int scored = 0; scored < ROWS && reward.stamps.stale() > 0; ) {
            int count = reward.stamps.find(chunk.positions(), size);
            reward.rescoring.score(columns, chunk, count);
            for (int i = 0; i < count; i++) {
                reward.stamps.written(chunk.positions()[i], true);
            }
            scored += count;
        }
    }

    /** Rows are appended so many steps at a time. */
    void appended(int rows, int lanes) {
        steps = Math.max(1, rows / lanes);
    }

    /** A row was written, over an older one or not. */
    void written(int position, boolean there) {
        for (int i = 0; i < order.size(); i++) {
            order.get(i).stamps.written(position, there);
        }
    }

    void clear() {
        rewards.values().forEach(reward -> reward.stamps.clear());
    }

    void save(StateWriter out, int size) {
        out.put("steps", steps);
        rewards.forEach((field, reward) -> {
            reward.stamps.save(out.under("rewards/" + reward.name), size);
        });
    }

    /** Reads what is known of the rewards of rows that may have moved. */
    void load(StateReader in, Saved saved) {
        steps = in.longs("steps").map(found -> (int) found[0]).orElse(1);
        rewards.clear();
        for (String name : in.names()) {
            if (name.startsWith("rewards/") && name.endsWith("/maker")) {
                String key = name.substring("rewards/".length(), name.length() - "/maker".length());
                Reward reward = new Reward(PREFIX + key);
                reward.stamps.load(in.under("rewards/" + key), saved);
                rewards.put(PREFIX + key, reward);
            }
        }
    }
}
