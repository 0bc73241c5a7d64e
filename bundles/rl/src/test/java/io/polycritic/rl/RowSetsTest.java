package io.polycritic.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.experience.Batch;
import io.polycritic.api.experience.Ending;
import io.polycritic.api.experience.FieldSpec;
import io.polycritic.api.experience.Fields;
import io.polycritic.api.experience.Space;
import io.polycritic.api.plugin.InvalidConfigException;
import io.polycritic.api.plugin.State;
import io.polycritic.api.tensor.Shape;
import io.polycritic.nn.Activation;
import io.polycritic.nn.RowLayout;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RowSetsTest {
    private static final Space ROWS =
            Space.of(FieldSpec.numbers("load", 3), FieldSpec.numbers("present", 3), FieldSpec.numbers("bins", 3, 4));

    @Test
    void setsOfRowsAreFoundByTheirShapes() {
        assertTrue(RowSets.is(ROWS));
        assertFalse(RowSets.is(Space.of(FieldSpec.numbers("load", 3))));
        assertFalse(RowSets.is(Space.of(FieldSpec.numbers("present", 3), FieldSpec.numbers("load", 2))));
        assertFalse(RowSets.is(Space.of(FieldSpec.numbers("present", 3), FieldSpec.category("kind", 3))));
        RowLayout layout = RowSets.layout(ROWS, 2);
        assertEquals(new RowLayout(3, List.of(new RowLayout.Block(0, 1), new RowLayout.Block(6, 4)), 3, 2, 20), layout);
        assertEquals(7, layout.width());
    }

    @Test
    void aDesignMustFitTheObservation() {
        NetworkDesign flat = new NetworkDesign(NetworkDesign.Input.FLAT, new int[] {4}, Activation.RELU);
        NetworkDesign rows = new NetworkDesign(NetworkDesign.Input.ROWS, new int[] {4}, Activation.RELU);
        Space vector = Space.of(FieldSpec.numbers("x", 5));
        assertTrue(assertThrows(InvalidConfigException.class, () -> flat.checked(ROWS))
                .getMessage()
                .contains("[B, 3, 5]"));
        assertTrue(assertThrows(InvalidConfigException.class, () -> rows.checked(vector))
                .getMessage()
                .contains("[B, 5]"));
        assertEquals(flat, flat.checked(vector));
        assertEquals(rows, rows.checked(ROWS));
    }

    @Test
    void preferencesLieOnTheSimplex() {
        Preferences.check("w", new float[] {9, 0.3f, 0.7f}, 1, 2);
        for (float[] wrong : new float[][] {{-0.1f, 1.1f}, {0.5f, 0.49f}, {Float.NaN, 1}}) {
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> Preferences.check("w", wrong, 0, 2));
            assertTrue(refused.getMessage().contains("preference must lie on the simplex"), refused.getMessage());
            assertTrue(refused.getMessage().contains(String.valueOf(wrong[1])), refused.getMessage());
        }
    }

    /** Numbers of a vector reward are summed each by itself, and open sums survive saving. */
    @Test
    void vectorRewardsHaveReturnsOfTheirOwn() {
        EpisodeLedger ledger = new EpisodeLedger(Space.EMPTY, 1);
        Batch batch = new Batch(Shape.of(2, 1));
        float[] rewards = batch.put(FieldSpec.numbers(Fields.rewards("cost"), 2));
        System.arraycopy(new float[] {1, 10, 2, 20}, 0, rewards, 0, 4);
        float[] endings = batch.put(FieldSpec.category(Fields.ENDING, 3));
        Map<String, Double> metrics = new TreeMap<>();
        ledger.read(batch, List.of("cost"), metrics::put);
        State saved = new State();
        ledger.save(saved.writer());
        EpisodeLedger other = new EpisodeLedger(Space.EMPTY, 1);
        other.load(saved.reader());
        endings[1] = Ending.TERMINATED.ordinal();
        assertEquals(1, other.read(batch, List.of("cost"), metrics::put));
        assertEquals(6, metrics.get("return.cost.0"));
        assertEquals(60, metrics.get("return.cost.1"));
        assertEquals(4, metrics.get("episodeLength"));
    }
}
