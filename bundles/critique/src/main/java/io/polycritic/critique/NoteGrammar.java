package io.polycritic.critique;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How critiques are written: {@code begin}, then up to so many notes {@code at PLACE KIND} or the one token {@code ok},
 * then {@code end}. A bare verdict is {@code begin ok end} or {@code begin wrong end}. Tokens are those of
 * {@link PathSpace}; those of the places are followed by those of the kinds.
 *
 * @param allowed [places][kinds]: which kinds of errors there are at a place
 * @param most how many notes a critique has at most
 * @param pictured how many of the places, the first ones, are cells of a picture; the others are of the path itself
 */
public record NoteGrammar(boolean[][] allowed, int most, int pictured) {
    private static final int NOTE = 3;

    /** How many places there are. */
    public int places() {
        return allowed.length;
    }

    /** How many kinds of errors there are. */
    public int kinds() {
        return allowed[0].length;
    }

    /**
     * The kinds of errors that there are in cells of a picture.
     *
     * @return their number; they are the first ones
     */
    public int seen() {
        int seen = 0;
        while (seen < kinds() && allowed[0][seen]) {
            seen++;
        }
        return seen;
    }

    /** The token of a place. */
    public int place(int place) {
        return PathSpace.PLACE + place;
    }

    /** The token of a kind of error. */
    public int kind(int kind) {
        return PathSpace.PLACE + places() + kind;
    }

    /**
     * The room that a critique takes, its ends included: N.
     *
     * @return the number of tokens
     */
    public int length() {
        return NOTE * most + 2;
    }

    /**
     * Writes a critique. What is wrong with the path itself is said first: it can be told without a picture, and cells
     * that look wrong must not crowd it out.
     *
     * @param notes what is wrong; the first ones in the order that is written if there are too many, {@code ok} if
     *     there are none
     * @return its tokens, ends included
     */
    public int[] write(Collection<Note> notes) {
        List<Note> sorted = notes.stream().sorted(order()).limit(most).toList();
        if (sorted.isEmpty()) {
            return new int[] {PathSpace.BEGIN, PathSpace.OK, PathSpace.END};
        }
        int[] tokens = new int[NOTE * sorted.size() + 2];
        int next = 0;
        tokens[next++] = PathSpace.BEGIN;
        for (Note note : sorted) {
            tokens[next++] = PathSpace.AT;
            tokens[next++] = place(note.place());
            tokens[next++] = kind(note.kind());
        }
        tokens[next] = PathSpace.END;
        return tokens;
    }

    private Comparator<Note> order() {
        return Comparator.comparing((Note note) -> note.place() < pictured).thenComparing(Comparator.naturalOrder());
    }

    /**
     * Writes a verdict without notes.
     *
     * @param passes whether nothing is wrong
     * @return its tokens, ends included
     */
    public int[] verdict(boolean passes) {
        return new int[] {PathSpace.BEGIN, passes ? PathSpace.OK : PathSpace.WRONG, PathSpace.END};
    }

    /**
     * Reads a critique up to its end or the first empty place.
     *
     * @param tokens what was written, with or without {@code begin}
     * @return what it says
     */
    public Critique read(int[] tokens) {
        Set<Note> notes = new HashSet<>();
        int duplicates = 0;
        int malformed = 0;
        boolean passes = false;
        boolean lost = false;
        int next = tokens.length > 0 && tokens[0] == PathSpace.BEGIN ? 1 : 0;
        while (next < tokens.length && tokens[next] != PathSpace.END && tokens[next] >= 0) {
            Note note = note(tokens, next);
            if (note != null) {
                duplicates += notes.add(note) ? 0 : 1;
                next += NOTE;
                lost = false;
                continue;
            }
            if (tokens[next] == PathSpace.OK && !passes) {
                passes = true;
            } else if (tokens[next] == PathSpace.AT || !lost) {
                malformed++;
                lost = true;
            }
            next++;
        }
        boolean silent = !passes && notes.isEmpty() && malformed == 0;
        boolean torn = passes && !notes.isEmpty();
        int faults = malformed + (silent || torn ? 1 : 0);
        return new Critique(notes, passes && notes.isEmpty() && malformed == 0, duplicates, faults);
    }

    /** The note that begins at an index, or null. */
    private Note note(int[] tokens, int from) {
        if (tokens[from] != PathSpace.AT || from + 2 >= tokens.length) {
            return null;
        }
        int place = tokens[from + 1] - place(0);
        int kind = tokens[from + 2] - kind(0);
        boolean known = place >= 0 && place < places() && kind >= 0 && kind < kinds();
        return known && allowed[place][kind] ? new Note(place, kind) : null;
    }

    /**
     * All notes that can be written.
     *
     * @return the notes in order
     */
    public List<Note> all() {
        List<Note> all = new ArrayList<>();
        for (int place = 0; place < places(); place++) {
            for (int kind = 0; kind < kinds(); kind++) {
                if (allowed[place][kind]) {
                    all.add(new Note(place, kind));
                }
            }
        }
        return all;
    }
}
