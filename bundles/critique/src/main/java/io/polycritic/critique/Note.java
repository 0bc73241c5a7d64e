package io.polycritic.critique;

/**
 * One note of a critique, and one planted error: something of a kind is wrong at a place.
 *
 * @param place where, from 0
 * @param kind what, from 0
 */
public record Note(int place, int kind) implements Comparable<Note> {
    @Override
    public int compareTo(Note other) {
        return place != other.place ? Integer.compare(place, other.place) : Integer.compare(kind, other.kind);
    }
}
