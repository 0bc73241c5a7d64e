package io.polycritic.conditions;

import io.polycritic.api.plugin.ErrorCode;
import io.polycritic.api.plugin.PolycriticException;
import io.polycritic.conditions.grammar.ConditionLexer;
import io.polycritic.conditions.grammar.ConditionParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Runs the parser that the grammar gives, within bounds, and says what is wrong in this product's words. */
final class Syntax extends BaseErrorListener {
    /** More tokens than any condition has that a person wrote; it bounds the depth of the parser's calls too. */
    static final int MOST_TOKENS = 500;

    private static final int BRIEF = 40;

    private final String path;
    private final String text;

    Syntax(String path, String text) {
        this.path = path;
        this.text = text;
    }

    ConditionParser.ConditionContext parse() {
        if (text.length() > Condition.LONGEST_TEXT) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    path,
                    "the condition has " + text.length() + " characters, allowed are " + Condition.LONGEST_TEXT);
        }
        if (text.isBlank()) {
            throw new PolycriticException(
                    ErrorCode.USER, path, "is empty; a condition is needed, such as mean('learner/return', 50) < 10");
        }
        ConditionLexer lexer = new ConditionLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        if (tokens.size() > MOST_TOKENS) {
            throw new PolycriticException(
                    ErrorCode.USER,
                    path,
                    "the condition has more than " + MOST_TOKENS + " names, numbers and operators");
        }
        ConditionParser parser = new ConditionParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(this);
        return parser.condition();
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            Object offending,
            int line,
            int charPositionInLine,
            String message,
            RecognitionException cause) {
        Token token = (Token) offending;
        IntervalSet expected = cause != null && cause.getExpectedTokens() != null
                ? cause.getExpectedTokens()
                : ((ConditionParser) recognizer).getExpectedTokens();
        String found = token.getType() == Token.EOF ? "the end" : quoted(token);
        throw wrong(path, ConditionReader.column(token), "found " + found + ", allowed here are " + names(expected));
    }

    private static String quoted(Token token) {
        String found = token.getText();
        boolean open = token.getType() == ConditionLexer.OTHER && (found.equals("'") || found.equals("\""));
        return open ? found + " without its counterpart" : brief(found);
    }

    private static String names(IntervalSet expected) {
        List<String> names = new ArrayList<>();
        for (int type : expected.toList()) {
            switch (type) {
                case Token.EOF -> names.add("the end");
                case ConditionLexer.NAME -> names.add("a function");
                case ConditionLexer.NUMBER -> names.add("a number");
                case ConditionLexer.SERIES -> names.add("a series in quotes");
                default ->
                    names.add(ConditionLexer.VOCABULARY.getLiteralName(type).replace("'", ""));
            }
        }
        return String.join("  ", names);
    }

    static PolycriticException wrong(String path, int column, String message) {
        return new PolycriticException(ErrorCode.USER, path, "column " + column + ": " + message);
    }

    static String brief(String found) {
        return found.length() > BRIEF ? found.substring(0, BRIEF - 3) + "..." : found;
    }
}
