package io.polycritic.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.ScoringCritic;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.Part;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.catalog.Catalog;
import io.polycritic.catalog.Plugin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WiresTest {
    private static final Plugin PLUGIN =
            ToyPlugins.add(Catalog.standalone(), Kind.CRITIC, "some", new ToyPlugins.ToyCritics());

    /** A part that is nothing but its declaration. */
    private record Declared(Wiring wiring) implements Part {
        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }

    /** The same for a critic. */
    private record Judge(Wiring wiring) implements ScoringCritic {
        @Override
        public void score(Batch batch) {}

        @Override
        public void learn(Batch batch) {}

        @Override
        public void save(StateWriter out) {}

        @Override
        public void load(StateReader in) {}
    }

    private static Occupant occupant(String path, Wiring.Builder wiring) {
        Occupant occupant = new Occupant(new Seat(path, PLUGIN, Map.of(), Seat.Counts.FIRST, 1, Seat.Rules.NONE));
        occupant.seat(new Declared(wiring.build()));
        return occupant;
    }

    private static Wiring.Builder offers(String name, int... shape) {
        return Wiring.builder().offers(FieldSpec.numbers(name, shape));
    }

    private static void refused(String path, String why, Occupant... occupants) {
        PolycriticException refused =
                assertThrows(PolycriticException.class, () -> Wires.check(List.of(occupants), List.of(PLUGIN)));
        assertEquals(path, refused.path());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void aMissingRewardSlotIsNamedWithTheCritic() {
        refused(
                "critics.safety",
                "it would come from the slot rewards.safety",
                occupant("critics.safety", Wiring.builder().needs(FieldSpec.numbers("rewards.safety"))));
    }

    @Test
    void aMissingFieldListsThoseThatExist() {
        refused(
                "rewards.reach",
                "the fields offered are [observation, skill]",
                occupant("learner", offers("observation", 4).offers(FieldSpec.numbers("skill", 2))),
                occupant("rewards.reach", Wiring.builder().needs(FieldSpec.numbers("features", 4))));
    }

    @Test
    void aCriticJudgesEachRowByOneNumber() {
        Occupant twofold = occupant("critics.safety", Wiring.builder());
        twofold.seat(new Judge(offers("advantages.safety", 2).build()));
        refused("critics.safety", "where one number a row is read", twofold);
        twofold.seat(new Judge(
                offers("advantages.safety").offers(FieldSpec.numbers("bins", 2)).build()));
        Wires.check(List.of(twofold), List.of(PLUGIN));
    }

    @Test
    void shapesMustAgree() {
        refused(
                "rewards.skill",
                "needs the field 'skill' as NUMBER [3], but learner offers it as NUMBER [2]",
                occupant("learner", offers("skill", 2)),
                occupant("rewards.skill", Wiring.builder().needs(FieldSpec.numbers("skill", 3))));
    }

    @Test
    void twoSlotsCannotOfferOneField() {
        refused(
                "rewards.b",
                "which rewards.a offers already",
                occupant("rewards.a", offers("x")),
                occupant("rewards.b", offers("x")));
    }

    @Test
    void slotsAreNeededInNumberAndRole() {
        Occupant learner = occupant("learner", Wiring.builder().calls("critics.*", ScoringCritic.class, 1));
        refused("learner", "some needs at least one critic slot (critics.<name>)", learner);
        Occupant wrong = occupant("critics.one", Wiring.builder());
        refused("critics.one", "is no ScoringCritic", learner, wrong);
        refused("critics.one", "of the plugins [some] would be", learner, wrong);
    }

    @Test
    void whatAPartCallsByItsPathNeedNotServeThoseThatCallAll() {
        Occupant learner = occupant("learner", Wiring.builder().calls("critics.*", ScoringCritic.class, 1));
        Occupant value = occupant("critics.value", Wiring.builder());
        value.seat(new Judge(Wiring.NONE));
        Occupant other = occupant("critics.contrast", Wiring.builder());
        refused("critics.contrast", "is no ScoringCritic", learner, value, other);
        Occupant caller = occupant("rewards.skill", Wiring.builder().calls("critics.contrast", Declared.class, 0));
        Wires.check(List.of(learner, value, other, caller), List.of(PLUGIN));
    }

    @Test
    void countsMustBeProvided() {
        Occupant critic = occupant("critics.main", Wiring.builder().requires("views", 2, 16));
        refused("critics.main", "critic some needs 2..16 views, which no slot provides", critic);
        refused(
                "critics.main",
                "critic some needs 2..16 views, environment provides 1",
                critic,
                occupant("environment", Wiring.builder().provides("views", 1)));
        Wires.check(List.of(critic, occupant("environment", Wiring.builder().provides("views", 16))), List.of(PLUGIN));
    }

    @Test
    void rewardModelsAreOrderedByTheirNeeds() {
        Occupant sum = occupant("rewards.a", offers("rewards.a").needs(FieldSpec.numbers("rewards.b")));
        Occupant term = occupant("rewards.b", offers("rewards.b").needs(FieldSpec.numbers("rewards.c")));
        Occupant base = occupant("rewards.c", offers("rewards.c"));
        Wires.check(List.of(sum, term, base), List.of());
        assertEquals(List.of(base, term, sum), Wires.order(List.of(sum, term, base)));
        refused(
                "rewards",
                "in a circle",
                sum,
                occupant("rewards.b", offers("rewards.b").needs(FieldSpec.numbers("rewards.a"))));
    }
}
