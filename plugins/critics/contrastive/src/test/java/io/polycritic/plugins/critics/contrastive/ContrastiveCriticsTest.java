package io.polycritic.plugins.critics.contrastive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.critic.LossCritic;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.plugin.ConfigSchema;
import io.polycritic.api.plugin.Handover;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.api.plugin.Wiring;
import io.polycritic.api.tensor.Computation;
import io.polycritic.api.tensor.Elementwise;
import io.polycritic.api.tensor.Graphs;
import io.polycritic.api.tensor.Node;
import io.polycritic.api.tensor.Program;
import io.polycritic.api.tensor.RandomStream;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import io.polycritic.api.testkit.tensor.DoubleInterpreter;
import io.polycritic.compute.CompiledCompute;
import io.polycritic.contrastive.ContrastiveFields;
import io.polycritic.contrastive.ContrastiveLosses;
import io.polycritic.nn.Contrastive;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContrastiveCriticsTest {
    private static final Node EMBEDDING = Graphs.input("z", 4, 6, 5);
    private static final double TAU = 0.2;

    private static DoubleInterpreter data() {
        float[] z = new float[120];
        RandomStream.of(1, "test", "z").gaussians(z, 0, z.length);
        float[] queue = new float[35];
        RandomStream.of(1, "test", "queue").gaussians(queue, 0, queue.length);
        return new DoubleInterpreter().set("z", z).set("queue", queue);
    }

    /** What all plugins here have in common. */
    private abstract static class Contract extends PluginContract {
        private final PartFactory<?, ?> plugin;

        Contract(PartFactory<?, ?> plugin) {
            this.plugin = plugin;
        }

        @Override
        protected PartFactory<?, ?> plugin() {
            return plugin;
        }

        @Override
        protected TestRun run() {
            TestRun run = new TestRun(1, null, null);
            run.add("critics.pair", new InfoNce(), Map.of("wrapped", true));
            return run;
        }

        @Override
        protected String path() {
            return "critics.main";
        }
    }

    @Nested
    class InfoNceContract extends Contract {
        InfoNceContract() {
            super(new InfoNce());
        }
    }

    @Nested
    class DhelContract extends Contract {
        DhelContract() {
            super(new Dhel());
        }
    }

    @Nested
    class MvInfoNceContract extends Contract {
        MvInfoNceContract() {
            super(new MvInfoNce());
        }
    }

    @Nested
    class MvDhelContract extends Contract {
        MvDhelContract() {
            super(new MvDhel());
        }
    }

    @Nested
    class PairwiseContract extends Contract {
        PairwiseContract() {
            super(new PairwiseViews());
        }
    }

    @Nested
    class AverageContract extends Contract {
        AverageContract() {
            super(new AverageView());
        }
    }

    private static LossCritic critic(TestRun run, PartFactory<?, ?> plugin, Map<String, ?> config) {
        return (LossCritic) run.add("critics.main", plugin, config);
    }

    @Test
    void pairsAndMeansOfTheOthersByTheirDefinitions() {
        try (TestRun run = new TestRun(1, null, null)) {
            run.add("critics.pair", new Dhel(), Map.of("wrapped", true, "temperature", TAU));
            Map<String, Node> fields = Map.of(Fields.EMBEDDING, EMBEDDING);
            Node u = Contrastive.normalised(EMBEDDING);
            double pairs = 0;
            double rest = 0;
            for (int l = 0; l < 4; l++) {
                Node others = Graphs.constant(0);
                for (int m = 0; m < 4; m++) {
                    if (m != l) {
                        others = Elementwise.add(others, ContrastiveFields.view(u, m));
                        Node pair =
                                ContrastiveLosses.dhel(ContrastiveFields.view(u, l), ContrastiveFields.view(u, m), TAU);
                        pairs += data().scalar(pair) / 12;
                    }
                }
                Node mean = Elementwise.scale(others, 1f / 3);
                rest += data().scalar(ContrastiveLosses.dhel(ContrastiveFields.view(u, l), mean, TAU)) / 4;
            }
            Node every = critic(run, new PairwiseViews(), Map.of()).loss(fields);
            assertEquals(pairs, data().scalar(every), 1e-6);
            Node average = critic(run, new AverageView(), Map.of()).loss(fields);
            assertEquals(rest, data().scalar(average), 1e-6);
            assertEquals(
                    0, data().scalar(run.part("critics.pair", LossCritic.class).loss(fields)));
        }
    }

    /** A product of six sums at tau 0.01 would overflow a float; its logarithm does not. */
    @Test
    void programsStayInRange() {
        try (TestRun run = new TestRun(1, null, null)) {
            LossCritic critic = critic(run, new MvDhel(), Map.of("temperature", 0.01));
            Node z = Graphs.input("z", 6, 64, 8);
            float[] numbers = new float[6 * 64 * 8];
            RandomStream.of(3, "test", "z").gaussians(numbers, 0, numbers.length);
            Node loss = critic.loss(Map.of(Fields.EMBEDDING, z));
            try (Program program = CompiledCompute.withJavaBlas().compile(new Computation().output("loss", loss))) {
                program.set("z", numbers, 0);
                program.run();
                double exact = new DoubleInterpreter().set("z", numbers).scalar(loss);
                assertTrue(Double.isFinite(exact));
                assertEquals(exact, program.scalar("loss"), 1e-4 * Math.abs(exact));
            }
        }
    }

    /** Any two nodes of a learner, as skills and displacements, can be compared. */
    @Test
    void namedNodes() {
        try (TestRun run = new TestRun(1, null, null)) {
            LossCritic critic =
                    critic(run, new InfoNce(), Map.of("first", "skill", "second", "moved", "temperature", TAU));
            assertTrue(critic.wiring().requires().isEmpty());
            Node u = Contrastive.normalised(EMBEDDING);
            Map<String, Node> fields = Map.of(
                    "skill", ContrastiveFields.view(EMBEDDING, 0), "moved", ContrastiveFields.view(EMBEDDING, 1));
            double expected = data().scalar(
                            ContrastiveLosses.ntXent(ContrastiveFields.view(u, 0), ContrastiveFields.view(u, 1), TAU));
            assertEquals(expected, data().scalar(critic.loss(fields)), 1e-6);
            PolycriticException missing =
                    assertThrows(PolycriticException.class, () -> critic.loss(Map.of(Fields.EMBEDDING, EMBEDDING)));
            assertTrue(missing.getMessage().contains("need the node 'skill'"), missing.getMessage());
        }
    }

    @Test
    void queue() {
        try (TestRun run = new TestRun(1, null, null)) {
            LossCritic critic = critic(run, new InfoNce(), Map.of("negatives", "queue", "temperature", TAU));
            assertEquals(
                    List.of(new Wiring.Count("views", 2, 2), new Wiring.Count("queue", 1, Integer.MAX_VALUE)),
                    critic.wiring().requires());
            Node two = Graphs.input("z", 2, 12, 5);
            Node keys = Contrastive.normalised(two);
            Node queue = Graphs.input("queue", 7, 5);
            Map<String, Node> fields =
                    Map.of(Fields.EMBEDDING, two, ContrastiveFields.KEYS, keys, ContrastiveFields.QUEUE, queue);
            Node first = ContrastiveFields.view(keys, 0);
            Node second = ContrastiveFields.view(keys, 1);
            double there = data().scalar(ContrastiveLosses.queueNce(first, second, queue, TAU));
            double back = data().scalar(ContrastiveLosses.queueNce(second, first, queue, TAU));
            assertEquals((there + back) / 2, data().scalar(critic.loss(fields)), 1e-6);
        }
    }

    @Test
    void numbersOfViews() {
        try (TestRun run = new TestRun(1, null, null)) {
            List<Wiring.Count> many = List.of(new Wiring.Count("views", 2, 16));
            assertEquals(many, critic(run, new MvDhel(), Map.of()).wiring().requires());
            run.add("critics.pair", new InfoNce(), Map.of("wrapped", true));
            assertEquals(
                    many, critic(run, new PairwiseViews(), Map.of()).wiring().requires());
            LossCritic two = critic(run, new Dhel(), Map.of());
            assertEquals(List.of(new Wiring.Count("views", 2, 2)), two.wiring().requires());
            Map<String, Node> four = Map.of(Fields.EMBEDDING, EMBEDDING);
            assertThrows(PolycriticException.class, () -> two.loss(four));
        }
    }

    @Test
    void modes() {
        try (TestRun run = new TestRun(1, null, null)) {
            LossCritic wrapped = critic(run, new InfoNce(), Map.of("wrapped", true));
            assertEquals(Set.of(), wrapped.handovers(wrapped));
            LossCritic main = critic(run, new MvDhel(), Map.of());
            assertEquals(Set.of(Handover.Mode.SHADOW, Handover.Mode.BLEND), main.handovers(main));
        }
    }

    @Test
    void badInput() {
        ConfigSchema<?> schema = ConfigSchema.of(new MvDhel().configType());
        InvalidConfigException cold =
                assertThrows(InvalidConfigException.class, () -> schema.complete(Map.of("temperature", 0)));
        assertEquals("temperature", cold.path());
        try (TestRun run = new TestRun(1, null, null)) {
            assertThrows(
                    InvalidConfigException.class,
                    () -> critic(run, new InfoNce(), Map.of("negatives", "queue", "wrapped", true)));
            assertThrows(InvalidConfigException.class, () -> critic(run, new Dhel(), Map.of("first", "skill")));
        }
    }
}
