package io.polycritic.scenes;

import io.polycritic.api.tensor.RandomStream;
import io.polycritic.critique.Note;
import io.polycritic.critique.Planted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A right path into which errors are planted one after the other. */
public final class SpoiledPath {
    private static final int SEEN = SceneTokens.notes().seen();
    private static final int FALSE_DERIVATION = 3;
    private static final int TRIES = 8;

    private final Scene scene;
    private final Question question;
    private final List<Claim> claims;
    private final List<Edit> edits = new ArrayList<>();
    private boolean falsified;

    /**
     * One change.
     *
     * @param note what is wrong because of it
     * @param before the claim as it was, null where one was added
     * @param after the claim as it is, null where one was deleted; both null for the derivation
     */
    record Edit(Note note, Claim before, Claim after) {}

    private SpoiledPath(Scene scene, Question question) {
        this.scene = scene;
        this.question = question;
        this.claims = new ArrayList<>(scene.concerned(question));
    }

    /**
     * Plants errors: in one path of three a false derivation, else and besides another value of an attribute, a claim
     * about an empty cell or a claim left out. The derivation follows from the claims as they are then, unless it is
     * falsified. Whether it is does not depend on how many errors are wanted: else a critic that sees many could tell
     * that the derivation is likely to be false, and need not check.
     *
     * @param scene the scene
     * @param question the question
     * @param errors how many are wanted
     * @param kinds how often each of the five kinds of what is seen is tried, against the others; empty for equally
     *     often
     * @param random where choices come from
     * @return the path with as many errors as fit, all at different places or of different kinds
     */
    public static Planted plant(Scene scene, Question question, int errors, double[] kinds, RandomStream random) {
        SpoiledPath path = new SpoiledPath(scene, question);
        if (random.nextInt(FALSE_DERIVATION) == 0) {
            path.falsified = true;
            path.edits.add(new Edit(new Note(SceneTokens.RESULT, SceneTokens.ARITH), null, null));
        }
        for (int i = 0; i < errors * TRIES && path.edits.size() < errors; i++) {
            path.change(kind(kinds, random), random);
        }
        int[] spoiled = path.written(random);
        List<Note> notes = path.edits.stream().map(Edit::note).toList();
        return new Planted(spoiled, notes, path.undone());
    }

    private static int kind(double[] kinds, RandomStream random) {
        if (kinds.length == 0) {
            return random.nextInt(SEEN);
        }
        return SceneDraw.choose(
                kinds, random.nextDouble() * Arrays.stream(kinds).sum());
    }

    private void change(int kind, RandomStream random) {
        if (kind < SceneTokens.ABSENT) {
            alter(Attribute.values()[kind], random);
        } else if (kind == SceneTokens.ABSENT) {
            add(random);
        } else {
            delete(random);
        }
    }

    private void alter(Attribute attribute, RandomStream random) {
        if (!claims.isEmpty()) {
            int at = random.nextInt(claims.size());
            Claim claim = claims.get(at);
            int other = random.nextInt(attribute.count() - 1);
            int value = other + (other >= claim.value(attribute) ? 1 : 0);
            Note note = new Note(claim.cell(), attribute.ordinal());
            if (free(note) && !added(claim.cell())) {
                Claim altered = claim.with(attribute, value);
                claims.set(at, altered);
                edits.add(new Edit(note, claim, altered));
            }
        }
    }

    private void add(RandomStream random) {
        Filter filter = question.kind().two() && random.nextBoolean() ? question.g() : question.f();
        Claim claim = new Claim(
                random.nextInt(Scene.CELLS),
                value(filter, Attribute.SIZE, random),
                value(filter, Attribute.COLOUR, random),
                value(filter, Attribute.SHAPE, random));
        boolean empty = scene.claims().stream().noneMatch(other -> other.cell() == claim.cell())
                && claims.stream().noneMatch(other -> other.cell() == claim.cell());
        if (empty && room()) {
            claims.add(claim);
            claims.sort(Comparator.comparingInt(Claim::cell));
            edits.add(new Edit(new Note(claim.cell(), SceneTokens.ABSENT), null, claim));
        }
    }

    private static int value(Filter filter, Attribute attribute, RandomStream random) {
        int wanted = filter.value(attribute);
        return wanted == Filter.ANY ? random.nextInt(attribute.count()) : wanted;
    }

    private boolean room() {
        return ScenePath.of(question, claims).tokens().length + Attribute.values().length + 1 <= SceneTokens.PATH;
    }

    /** Leaves out a claim that is still as it was. */
    private void delete(RandomStream random) {
        if (!claims.isEmpty()) {
            int at = random.nextInt(claims.size());
            Claim claim = claims.get(at);
            if (edits.stream().noneMatch(edit -> edit.note.place() == claim.cell())) {
                claims.remove(at);
                edits.add(new Edit(new Note(claim.cell(), SceneTokens.MISSED), claim, null));
            }
        }
    }

    private boolean free(Note note) {
        return edits.stream().noneMatch(edit -> edit.note.equals(note));
    }

    private boolean added(int cell) {
        return !free(new Note(cell, SceneTokens.ABSENT));
    }

    private int[] written(RandomStream random) {
        Derivation right = Derivation.of(question, claims);
        Derivation said = falsified ? falsify(right, random) : right;
        return new ScenePath(claims, said.tokens(question)).tokens();
    }

    /** A wrong number with what follows from it, or right numbers with a wrong answer. */
    private Derivation falsify(Derivation right, RandomStream random) {
        Question.Kind kind = question.kind();
        if (kind.relation() || random.nextBoolean()) {
            return new Derivation(right.first(), right.second(), other(right.answer(), random));
        }
        boolean second = kind.two() && random.nextBoolean();
        int first = second ? right.first() : beside(right.first(), random);
        int last = second ? beside(right.second(), random) : right.second();
        return new Derivation(first, last, Derivation.answer(kind, first, last));
    }

    private static int beside(int number, RandomStream random) {
        return number == 0 || number < SceneTokens.GREATEST && random.nextBoolean() ? number + 1 : number - 1;
    }

    /** Another answer to the same kind of question. */
    private int other(int answer, RandomStream random) {
        return switch (question.kind()) {
            case COUNT, SUM, DIFFERENCE -> SceneTokens.number(beside(answer - SceneTokens.NUMBER, random));
            case EXIST -> answer == SceneTokens.exists(true) ? SceneTokens.exists(false) : SceneTokens.exists(true);
            case COMPARE -> SceneTokens.compared(1) + (answer - SceneTokens.compared(1) + 1 + random.nextInt(2)) % 3;
            case LEFT_RIGHT, ABOVE_BELOW -> {
                boolean vertical = question.kind() == Question.Kind.ABOVE_BELOW;
                boolean before = answer == SceneTokens.placed(vertical, true)
                        ? false
                        : answer == SceneTokens.placed(vertical, false) || random.nextBoolean();
                yield SceneTokens.placed(vertical, before);
            }
        };
    }

    /** The path after all changes are undone, the last one first. */
    private int[] undone() {
        List<Claim> restored = new ArrayList<>(claims);
        for (int i = edits.size() - 1; i >= 0; i--) {
            Edit edit = edits.get(i);
            if (edit.after != null) {
                restored.remove(edit.after);
            }
            if (edit.before != null) {
                restored.add(edit.before);
            }
        }
        restored.sort(Comparator.comparingInt(Claim::cell));
        return ScenePath.of(question, restored).tokens();
    }
}
