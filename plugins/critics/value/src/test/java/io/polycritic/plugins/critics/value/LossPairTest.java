package io.polycritic.plugins.critics.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.StateReader;
import io.polycritic.api.plugin.StateWriter;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Parameters;
import io.polycritic.api.tensor.Program;
import io.polycritic.compute.CompiledCompute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LossPairTest {
    private static final float X = 2;

    /** (w x - c)^2 with a weight of its own. */
    private record Target(Parameters own, float c) implements LossCritic {
        static Target of(float w, float c) {
            return new Target(number("own", w), c);
        }

        float w() {
            return own.values()[0];
        }

        float value() {
            return (w() * X - c) * (w() * X - c);
        }

        float slopeOfField() {
            return 2 * w() * (w() * X - c);
        }

        float slopeOfOwn() {
            return 2 * X * (w() * X - c);
        }

        @Override
        public Node loss(Map<String, Node> fields) {
            Node product = Elementwise.multiply(Graphs.parameter(own, "value"), fields.get("x"));
            return Elementwise.square(Elementwise.subtract(product, Graphs.constant(c)));
        }

        @Override
        public List<Parameters> parameters() {
            return List.of(own);
        }

        @Override
        public Wiring wiring() {
            return Wiring.NONE;
        }

        @Override
        public void save(StateWriter out) {
            out.put(own);
        }

        @Override
        public void load(StateReader in) {
            in.read(own);
        }
    }

    private static Parameters number(String name, float value) {
        return Parameters.builder(name)
                .add("value", (values, offset, shape) -> values[offset] = value)
                .build();
    }

    private final Target incumbent = Target.of(1.5f, 1);
    private final Target newcomer = Target.of(-0.5f, 3);
    private final Parameters learner = number("learner", X);

    private Program program(Handover handover) {
        LossCritic pair =
                (LossCritic) incumbent.beside(newcomer, handover, null).orElseThrow();
        Node loss = pair.loss(Map.of("x", Graphs.parameter(learner, "value")));
        assertEquals(List.of(incumbent.own, newcomer.own), pair.parameters());
        assertEquals("critics.a", pair.owner(incumbent.own, "critics.a"));
        assertEquals("critics.a.next", pair.owner(newcomer.own, "critics.a"));
        return CompiledCompute.withJavaBlas()
                .compile(new Computation()
                        .output("loss", loss)
                        .gradient("learner", loss, learner)
                        .gradient("incumbent", loss, incumbent.own)
                        .gradient("newcomer", loss, newcomer.own));
    }

    private static float read(Program program, String output) {
        float[] number = new float[1];
        program.get(output, number, 0);
        return number[0];
    }

    @Test
    void aShadowTrainsItselfAndTheLearnerDoesNotFeelIt() {
        try (Program program = program(new Handover(Handover.Mode.SHADOW))) {
            program.run();
            assertEquals(incumbent.value(), program.scalar("loss"));
            assertEquals(incumbent.slopeOfField(), read(program, "learner"));
            assertEquals(incumbent.slopeOfOwn(), read(program, "incumbent"));
            assertEquals(newcomer.slopeOfOwn(), read(program, "newcomer"));
        }
    }

    /** The share is moved under a program that stays. */
    @Test
    void aBlendIsLinearInTheShareAndBothTrainThemselvesWholly() {
        Handover handover = new Handover(Handover.Mode.BLEND);
        try (Program program = program(handover)) {
            for (float share : new float[] {0, 0.25f, 1}) {
                handover.share(share);
                program.run();
                float rest = 1 - share;
                assertEquals(rest * incumbent.value() + share * newcomer.value(), program.scalar("loss"), 1e-6);
                assertEquals(
                        rest * incumbent.slopeOfField() + share * newcomer.slopeOfField(),
                        read(program, "learner"),
                        1e-6);
                assertEquals(incumbent.slopeOfOwn(), read(program, "incumbent"), 1e-6);
                assertEquals(newcomer.slopeOfOwn(), read(program, "newcomer"), 1e-6);
            }
        }
    }

    @Test
    void aLossCannotBeDistilled() {
        assertEquals(Set.of(Handover.Mode.SHADOW, Handover.Mode.BLEND), incumbent.handovers(newcomer));
        assertSame(Handover.Mode.DISTILL, new Handover(Handover.Mode.DISTILL).mode());
        assertEquals(
                true,
                incumbent
                        .beside(newcomer, new Handover(Handover.Mode.DISTILL), null)
                        .isEmpty());
    }
}
