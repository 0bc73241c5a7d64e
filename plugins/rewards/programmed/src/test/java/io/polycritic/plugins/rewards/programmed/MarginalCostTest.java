package io.polycritic.plugins.rewards.programmed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polycritic.api.environment.EnvironmentSpec;
import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.PartFactory;
import io.polycritic.api.reward.RewardModel;
import io.polycritic.api.tensor.Shape;
import io.polycritic.api.testkit.PluginContract;
import io.polycritic.api.testkit.TestRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarginalCostTest extends PluginContract {
    private static final Space SIGNALS = Space.of(
            FieldSpec.numbers("delay.marginal"),
            FieldSpec.numbers("delay.own"),
            FieldSpec.numbers("delay.completed"),
            FieldSpec.numbers("energy"),
            FieldSpec.numbers("time"));

    @Override
    protected PartFactory<?, ?> plugin() {
        return new MarginalCost();
    }

    @Override
    protected TestRun run() {
        return new TestRun(1, null, null).environment(EnvironmentSpec.single(Space.EMPTY, Space.EMPTY, SIGNALS, 0, 0));
    }

    @Override
    protected String path() {
        return "rewards.cost";
    }

    @Override
    protected Map<String, List<?>> otherValues() {
        return Map.of("prices", List.of(List.of(1, 2)));
    }

    private float[] rewards(Map<String, ?> config) {
        try (TestRun run = run()) {
            RewardModel model = run.add(path(), new MarginalCost(), config);
            Batch batch = new Batch(Shape.of(2, 1));
            System.arraycopy(
                    new float[] {4, 2, 1, 10, 5, 8, 6, 0, 30, 15},
                    0,
                    batch.put(FieldSpec.numbers(Fields.SIGNALS, 5)),
                    0,
                    10);
            model.score(batch);
            return batch.numbers(Fields.rewards("cost")).clone();
        }
    }

    @Test
    void scalesBothObjectives() {
        assertArrayEquals(new float[] {-2, -0.5f, -4, -1.5f}, rewards(Map.of()));
        assertArrayEquals(new float[] {-1, -1, -3, -3}, rewards(Map.of("delay", "own-delay", "energyScale", 10)));
        assertArrayEquals(new float[] {-0.5f, -0.5f, 0, -1.5f}, rewards(Map.of("delay", "at-completion")), 0);
    }

    @Test
    void pricesEnergyByTheHour() {
        Map<String, ?> carbon = Map.of("prices", List.of(2, 1, 0), "hour", 10);
        assertArrayEquals(new float[] {-2, -1, -4, -1.5f}, rewards(carbon));
        assertArrayEquals(new float[] {-2, -0.25f, -4, -0.75f}, rewards(Map.of("prices", List.of(0.5), "hour", 1)));
    }

    @Test
    void refusesAnEnvironmentWithoutItsSignals() {
        try (TestRun run = new TestRun(1, null, null)
                .environment(EnvironmentSpec.single(Space.EMPTY, Space.EMPTY, Space.EMPTY, 0, 0))) {
            assertThrows(InvalidConfigException.class, () -> run.add(path(), new MarginalCost(), Map.of()));
        }
        assertThrows(InvalidConfigException.class, () -> rewards(Map.of("prices", List.of())));
    }
}
