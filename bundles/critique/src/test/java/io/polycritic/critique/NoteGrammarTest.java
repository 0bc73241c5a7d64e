package io.polycritic.critique;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoteGrammarTest {
    private static final int BEGIN = PathSpace.BEGIN;
    private static final int END = PathSpace.END;
    private static final int AT = PathSpace.AT;
    private static final int OK = PathSpace.OK;

    /** Places 5, 6, 7; kinds 8 and 9, of which the last place has the second alone. */
    private final NoteGrammar grammar =
            new NoteGrammar(new boolean[][] {{true, false}, {true, false}, {false, true}}, 2, 2);

    @Test
    void whatIsWrittenIsRead() {
        assertEquals(8, grammar.length());
        int[] tokens = grammar.write(List.of(new Note(2, 1), new Note(0, 0)));
        assertArrayEquals(new int[] {BEGIN, AT, 7, 9, AT, 5, 8, END}, tokens);
        Critique critique = grammar.read(tokens);
        assertEquals(Set.of(new Note(0, 0), new Note(2, 1)), critique.notes());
        assertFalse(critique.passes());
        assertEquals(1, critique.form());
        assertEquals(3, grammar.all().size());
        assertEquals(1, grammar.seen(), "the kinds of the first place");
        assertArrayEquals(tokens, grammar.write(grammar.all()), "no more notes than there is room for, cells last");
    }

    @Test
    void okPasses() {
        assertTrue(grammar.read(grammar.write(List.of())).passes());
        assertTrue(grammar.read(grammar.verdict(true)).passes());
        Critique wrong = grammar.read(grammar.verdict(false));
        assertFalse(wrong.passes());
        assertTrue(wrong.notes().isEmpty());
    }

    @Test
    void wrongPlacesAndKindsAreMalformed() {
        malformed(1, AT, 5, 9);
        malformed(1, AT, 19, 8, END);
        malformed(1, AT, 5, END);
        malformed(1, 5, 8, END);
        malformed(2, AT, 5, 9, AT, 6, 9, END);
        malformed(1, END);
        malformed(1, OK, OK, END);
        Critique both = grammar.read(new int[] {BEGIN, OK, AT, 5, 8, END});
        assertFalse(both.passes(), "ok beside a note is no verdict");
        assertEquals(1, both.malformed());
        Critique after = grammar.read(new int[] {BEGIN, AT, 5, 9, AT, 5, 8, END});
        assertEquals(Set.of(new Note(0, 0)), after.notes(), "a note behind a malformed one counts");
    }

    private void malformed(int count, int... tokens) {
        Critique critique = grammar.read(tokens);
        assertEquals(count, critique.malformed());
        assertFalse(critique.passes());
        assertTrue(critique.notes().isEmpty());
    }

    @Test
    void formLosesAFifthForEachDuplicateAndMalformedNote() {
        Critique twice = grammar.read(new int[] {BEGIN, AT, 5, 8, AT, 5, 8, END});
        assertEquals(1, twice.duplicates());
        assertEquals(0.8, twice.form(), 1e-12);
        assertEquals(0, new Critique(Set.of(), false, 3, 4).form());
    }

    /** |E and D| / |E or D|. */
    @Test
    void jaccardIsTheShareOfWhatIsCommon() {
        Note a = new Note(0, 0);
        Note b = new Note(1, 0);
        Note c = new Note(2, 1);
        assertEquals(1, Critique.jaccard(Set.of(a, b), Set.of(b, a)));
        assertEquals(0, Critique.jaccard(Set.of(a), Set.of(b)));
        assertEquals(1 / 3.0, Critique.jaccard(Set.of(a, b), Set.of(b, c)));
        assertEquals(1, Critique.jaccard(Set.of(), Set.of()));
        assertEquals(0, Critique.jaccard(Set.of(), Set.of(a)));
        assertTrue(
                Critique.jaccard(Set.of(a), Set.of(a)) > Critique.jaccard(Set.of(a), Set.copyOf(grammar.all())),
                "naming everything is worse than naming the right thing");
    }

    @Test
    void orderAndDuplicatesDoNotMatter() {
        Set<Note> one = grammar.read(new int[] {BEGIN, AT, 5, 8, AT, 6, 8, END}).notes();
        Set<Note> other = grammar.read(new int[] {BEGIN, AT, 6, 8, AT, 5, 8, AT, 6, 8, END})
                .notes();
        assertEquals(one, other);
    }
}
