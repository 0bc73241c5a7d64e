package io.polycritic.itests.late;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.PartContext;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.itests.late.LateBroken.Fault;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** The part of {@link LateBroken}; until its fault shows it takes the reward for the advantage. */
record BrokenCritic(PartContext context, Fault fault, long[] steps) implements ScoringCritic {
    private static final long LATE = 100;

    @Override
    public Wiring wiring() {
        String advantages = Fields.advantages(context.name());
        return Wiring.builder()
                .needs(FieldSpec.numbers(Fields.rewards(context.name())))
                .offers(fault == Fault.SHAPE ? FieldSpec.numbers(advantages, 2) : FieldSpec.numbers(advantages))
                .offers(FieldSpec.numbers(Fields.returns(context.name())))
                .build();
    }

    private boolean shows(Fault first, Fault later) {
        return fault == first || fault == later && steps[0] >= LATE;
    }

    @Override
    public void score(Batch batch) {
        steps[0]++;
        if (shows(Fault.FIRST_STEP, Fault.LATE_STEP)) {
            throw new IllegalStateException("broken in step " + steps[0]);
        }
        while (shows(Fault.HANG, Fault.LATE_HANG)) {
            LockSupport.park(this);
        }
        if (fault == Fault.THREAD && steps[0] == 1) {
            Thread left = new Thread(this::stay, "late-broken-leak");
            left.setDaemon(true);
            left.start();
        }
        float[] rewards = batch.numbers(Fields.rewards(context.name()));
        float[] advantages = batch.put(FieldSpec.numbers(Fields.advantages(context.name())));
        System.arraycopy(rewards, 0, advantages, 0, fault == Fault.SHORT ? rewards.length + 1 : rewards.length);
        System.arraycopy(rewards, 0, batch.put(FieldSpec.numbers(Fields.returns(context.name()))), 0, rewards.length);
        if (shows(Fault.NAN, Fault.LATE_NAN)) {
            Arrays.fill(advantages, Float.NaN);
        }
    }

    private void stay() {
        while (true) {
            LockSupport.park(this);
        }
    }

    @Override
    public void learn(Batch batch) {
        // Nothing is learned.
    }

    @Override
    public void save(StateWriter out) {
        out.put("steps", steps);
    }

    @Override
    public void load(StateReader in) {
        if (fault == Fault.IMPORT) {
            throw new IllegalStateException("broken when it takes over state");
        }
        in.read("steps", steps);
    }
}
