package io.polycritic.scenes;

import io.polycritic.critique.PathSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * A path to an answer: claims about objects, then a derivation.
 *
 * @param claims what is claimed, in the order in which it is said
 * @param rest the tokens behind the claims
 */
public record ScenePath(List<Claim> claims, List<Integer> rest) {
    private static final int CLAIM = 4;

    /** Copies both. */
    public ScenePath {
        claims = List.copyOf(claims);
        rest = List.copyOf(rest);
    }

    /** The path with claims and what follows from them. */
    public static ScenePath of(Question question, List<Claim> claims) {
        return new ScenePath(claims, Derivation.of(question, claims).tokens(question));
    }

    /** The tokens: {@code cell size colour shape} of each claim, then the rest. */
    public int[] tokens() {
        int[] tokens = new int[CLAIM * claims.size() + rest.size()];
        int next = 0;
        for (Claim claim : claims) {
            tokens[next++] = SceneTokens.CELL + claim.cell();
            for (Attribute attribute : Attribute.values()) {
                tokens[next++] = SceneTokens.of(attribute, claim.value(attribute));
            }
        }
        for (int token : rest) {
            tokens[next++] = token;
        }
        return tokens;
    }

    /** Reads tokens: claims as long as there are whole ones, the rest as it is. */
    public static ScenePath read(int[] tokens) {
        List<Claim> claims = new ArrayList<>();
        int next = 0;
        while (next + CLAIM <= tokens.length) {
            int cell = tokens[next] - SceneTokens.CELL;
            int size = SceneTokens.value(Attribute.SIZE, tokens[next + 1]);
            int colour = SceneTokens.value(Attribute.COLOUR, tokens[next + 2]);
            int shape = SceneTokens.value(Attribute.SHAPE, tokens[next + 3]);
            if (cell < 0 || cell >= Scene.CELLS || size < 0 || colour < 0 || shape < 0) {
                break;
            }
            claims.add(new Claim(cell, size, colour, shape));
            next += CLAIM;
        }
        List<Integer> rest = new ArrayList<>();
        for (int i = next; i < tokens.length; i++) {
            rest.add(tokens[i]);
        }
        return new ScenePath(claims, rest);
    }

    /** The token of the answer, or {@link PathSpace#NONE}. */
    public int answer() {
        int at = rest.indexOf(SceneTokens.ANSWER);
        return at >= 0 && at + 1 < rest.size() ? rest.get(at + 1) : PathSpace.NONE;
    }

    /** Whether the rest is what follows from the claims. */
    public boolean follows(Question question) {
        return rest.equals(Derivation.of(question, claims).tokens(question));
    }
}
