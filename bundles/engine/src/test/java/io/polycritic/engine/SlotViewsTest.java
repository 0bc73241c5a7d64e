package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polycritic.api.control.SlotState;
import io.polycritic.api.control.SlotUse;
import io.polycritic.api.control.SlotView;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.catalog.Catalog;
import io.polycritic.catalog.Plugin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others see of slots: who uses whom, how they stand, and what is left of it when a run is at rest. */
class SlotViewsTest {
    private static final Plugin PLUGIN =
            ToyPlugins.add(Catalog.standalone(), Kind.CRITIC, "some", new ToyPlugins.ToyCritics());

    @TempDir
    Path data;

    /** Something that parts can be asked for. */
    private interface Judging extends Part {}

    private record Judge(Wiring wiring) implements Judging {
        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }

    private record Other(Wiring wiring) implements Part {
        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }

    private static Occupant occupant(String path, Part part) {
        Occupant occupant = new Occupant(new Seat(path, PLUGIN, Map.of(), Seat.Counts.FIRST, 1, Seat.Rules.NONE));
        occupant.seat(part);
        return occupant;
    }

    @Test
    void whoIsCalledAndWhoseFieldsAreReadIsUsed() {
        Occupant learner = occupant(
                "learner",
                new Other(Wiring.builder()
                        .offers(FieldSpec.numbers("observation", 4))
                        .calls("critics.*", Judging.class, 1)
                        .calls("optimizers.actor", Part.class, 1)
                        .build()));
        Occupant judge = occupant(
                "critics.safety",
                new Judge(Wiring.builder()
                        .needs(FieldSpec.numbers("observation", 4))
                        .needs(FieldSpec.numbers("rewards.safety"))
                        .build()));
        Occupant inner = occupant("critics.inner", new Other(Wiring.NONE));
        Occupant reward = occupant(
                "rewards.safety",
                new Other(Wiring.builder()
                        .offers(FieldSpec.numbers("rewards.safety"))
                        .build()));
        Occupant adam = occupant("optimizers.actor", new Other(Wiring.NONE));
        List<Occupant> all = List.of(learner, judge, inner, reward, adam);
        assertEquals(
                List.of(
                        new SlotUse("critics.safety", true, List.of()),
                        new SlotUse("optimizers.actor", true, List.of())),
                Wires.uses(learner, all));
        assertEquals(
                List.of(
                        new SlotUse("learner", false, List.of("observation")),
                        new SlotUse("rewards.safety", false, List.of("rewards.safety"))),
                Wires.uses(judge, all));
        assertEquals(List.of(), Wires.uses(adam, all));
    }

    @Test
    void aSlotSaysHowItStands() throws Exception {
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            toy.updates(10);
            assertEquals(SlotState.ACTIVE, slot(toy, "critics.two").state());
            toy.ask(run -> run.desk().swap(Requests.shared("critics.two", Map.of("rate", 0.25), "shadow", 6, 5), "u"));
            SlotView shared = slot(toy, "critics.two");
            assertEquals(SlotState.SHARED, shared.state());
            assertEquals(toy.ticket(1).to(), shared.newcomer());
            toy.updates(8);
            assertEquals(SlotState.PROBATION, slot(toy, "critics.two").state());
            assertEquals("", slot(toy, "critics.two").newcomer());
            toy.updates(8);
            assertEquals(SlotState.ACTIVE, slot(toy, "critics.two").state());
            assertEquals(SlotState.ACTIVE, slot(toy, "critics.one").state());
        }
    }

    @Test
    void aRunAtRestStillSaysWhoUsedWhom() throws Exception {
        try (ToyRun toy = ToyRun.begin(data, ToyRun.SPEC)) {
            List<SlotUse> live = slot(toy, "learner").uses();
            assertEquals(3, live.size(), live.toString());
            toy.finish();
            SlotView rest = slot(toy, "learner");
            assertEquals(live, rest.uses());
            assertEquals("gated", rest.bundle());
        }
    }

    private static SlotView slot(ToyRun toy, String path) {
        return toy.runs.view("toy-7").slots().stream()
                .filter(slot -> slot.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
