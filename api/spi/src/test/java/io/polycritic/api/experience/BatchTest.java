package io.polycritic.api.experience;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polycritic.api.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final FieldSpec SEEN = FieldSpec.numbers("seen");
    private static final FieldSpec SAID = FieldSpec.numbers("said");
    private static final FieldSpec LATER = FieldSpec.numbers("later");

    private final Batch batch = new Batch(Shape.of(2, 1));
    private final Batch view = batch.view(List.of("said"));

    @Test
    void aViewHasSomeFieldsForItselfAndSharesTheOthers() {
        float[] seen = batch.put(SEEN);
        float[] said = batch.put(SAID);
        assertSame(seen, view.numbers("seen"));
        assertSame(seen, view.put(SEEN));
        assertFalse(view.has("said"), "its own fields are absent at first");
        assertThrows(IllegalArgumentException.class, () -> view.numbers("said"));
        float[] own = view.put(SAID);
        assertNotSame(said, own);
        own[1] = 3;
        assertArrayEquals(new float[2], batch.numbers("said"));
        assertSame(own, view.put(SAID), "buffers stay");
        assertEquals(2, view.rows());
        assertEquals(List.of("seen", "said"), List.copyOf(view.names()));
    }

    @Test
    void fieldsThatComeLaterAreSeen() {
        assertFalse(view.has("later"));
        float[] later = batch.put(LATER);
        assertTrue(view.has("later"));
        assertSame(later, view.numbers("later"));
    }

    @Test
    void whatAViewAddsOrRemovesIsNotSeenOutside() {
        view.put(LATER)[0] = 1;
        assertFalse(batch.has("later"));
        assertEquals(1, view.numbers("later")[0]);
        float[] later = batch.put(LATER);
        assertSame(later, view.numbers("later"), "the batch's own field goes before a stray one");
        view.remove("later");
        assertTrue(batch.has("later"));
        batch.remove("later");
        assertFalse(view.has("later"));
    }
}
