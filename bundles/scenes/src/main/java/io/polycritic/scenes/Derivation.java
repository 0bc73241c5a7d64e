package io.polycritic.scenes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What follows from claims for a question.
 *
 * @param first how many match f
 * @param second how many match g; 0 for questions of one filter
 * @param answer the token of the answer
 */
public record Derivation(int first, int second, int answer) {
    /**
     * Derives. A relation is that of the first object in reading order that matches f to the first one that matches g;
     * where one of them is missing, or they lie side by side on the axis, the answer is {@code same}.
     *
     * @param question the question
     * @param claims what is claimed, in reading order
     * @return what follows
     */
    public static Derivation of(Question question, Collection<Claim> claims) {
        int first = count(question.f(), claims);
        int second = question.kind().two() ? count(question.g(), claims) : 0;
        int answer = question.kind().relation() ? relation(question, claims) : answer(question.kind(), first, second);
        return new Derivation(first, second, answer);
    }

    /** The answer to a question about numbers. */
    static int answer(Question.Kind kind, int first, int second) {
        return switch (kind) {
            case COUNT -> SceneTokens.number(first);
            case EXIST -> SceneTokens.exists(first > 0);
            case COMPARE -> SceneTokens.compared(Integer.signum(first - second));
            case SUM -> SceneTokens.number(first + second);
            case DIFFERENCE -> SceneTokens.number(Math.abs(first - second));
            case LEFT_RIGHT, ABOVE_BELOW -> throw new IllegalArgumentException(kind + " is not about numbers");
        };
    }

    private static int count(Filter filter, Collection<Claim> claims) {
        return (int) claims.stream().filter(filter::matches).count();
    }

    private static int relation(Question question, Collection<Claim> claims) {
        boolean vertical = question.kind() == Question.Kind.ABOVE_BELOW;
        int f = along(question.f(), claims, vertical);
        int g = along(question.g(), claims, vertical);
        return f < 0 || g < 0 || f == g ? SceneTokens.compared(0) : SceneTokens.placed(vertical, f < g);
    }

    /** The row or column of the first object that matches, or -1. */
    private static int along(Filter filter, Collection<Claim> claims, boolean vertical) {
        return claims.stream()
                .filter(filter::matches)
                .mapToInt(claim -> vertical ? claim.cell() / Scene.COLUMNS : claim.cell() % Scene.COLUMNS)
                .findFirst()
                .orElse(-1);
    }

    /** The tokens: {@code f n1 (g n2) ans A}. */
    List<Integer> tokens(Question question) {
        List<Integer> tokens = new ArrayList<>();
        add(question.f(), first, tokens);
        if (question.kind().two()) {
            add(question.g(), second, tokens);
        }
        tokens.add(SceneTokens.ANSWER);
        tokens.add(answer);
        return tokens;
    }

    private static void add(Filter filter, int number, List<Integer> tokens) {
        for (Attribute attribute : Attribute.values()) {
            if (filter.value(attribute) != Filter.ANY) {
                tokens.add(SceneTokens.of(attribute, filter.value(attribute)));
            }
        }
        tokens.add(SceneTokens.number(number));
    }
}
